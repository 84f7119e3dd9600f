"""What a draft list would change for the public."""

from collections.abc import Sequence

from catalog.editions import queries
from catalog.editions.changes import Changes, changes, numbered
from catalog.editions.models import Edition
from catalog.editions.queries import Candidate


def since_previous(previous: Edition | None, chosen: Sequence[Candidate], rate: int) -> Changes | None:
    """What a release of the list as it stands would change; None where it is the first of its round."""
    if previous is None:
        return None
    return changes(numbered(queries.entries_of(previous)), queries.draft_entries(chosen, rate))
