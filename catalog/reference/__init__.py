"""Reference data as shipped: units, categories, glossary and the settings of the issuing body."""
