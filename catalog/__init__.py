"""The aid-project catalogue: from a district's file to a published bilingual list."""
