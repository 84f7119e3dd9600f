"""Writing a released edition as files: one module a format, on top of what they share."""
