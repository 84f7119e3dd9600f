"""Proposals: what a unit sends, its life, and the rules that always hold."""
