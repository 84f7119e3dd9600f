"""Photos and documents of a proposal: read, re-encoded, described, and shown to those who may see the proposal."""
