"""Edits of published proposals: a version that waits in a row of its own until the office accepts it."""
