"""The scene of proposals, for their photos and documents."""

from tests.proposals.conftest import officer, proposal, reviewer, round_

__all__ = ["officer", "proposal", "reviewer", "round_"]
