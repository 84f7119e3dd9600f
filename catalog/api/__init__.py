"""What other programs and other sites read of the catalogue: the open API, calendars, lists to embed."""
