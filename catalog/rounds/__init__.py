"""Rounds: the calls for proposals, with their theme, slogan and deadline."""
