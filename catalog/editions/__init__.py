"""Editions: lists put together from ready proposals, and the frozen entries that the public reads."""
