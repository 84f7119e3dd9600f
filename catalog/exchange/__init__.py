"""Files in and out: reading the lists of districts, writing the documents of the office."""
