"""Projects that a visitor of the catalogue puts aside, and lists of them that are shared by an address."""
