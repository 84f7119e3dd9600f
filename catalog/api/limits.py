"""How often one source may ask the API: so many requests in a minute of the clock, counted in this process."""

import threading
import time
from collections import Counter
from typing import NamedTuple

SECONDS = 60


class Allowance(NamedTuple):
    """What a source has left; `reset` is in seconds."""

    limit: int
    remaining: int
    reset: int
    is_spent: bool

    @property
    def headers(self) -> dict[str, str]:
        """The same for the headers of an answer."""
        told = {"Limit": self.limit, "Remaining": self.remaining, "Reset": self.reset}
        return {f"RateLimit-{name}": str(value) for name, value in told.items()}


class Meter:
    """Counts requests by source. Only the present minute is kept, and so it never grows for long."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._minute = 0
        self._asked: Counter[str] = Counter()

    def count(self, source: str, limit: int) -> Allowance:
        """Count one request of a source that has `limit` of them a minute."""
        minute, second = divmod(int(time.time()), SECONDS)
        with self._lock:
            if minute != self._minute:
                self._minute = minute
                self._asked.clear()
            self._asked[source] += 1
            asked = self._asked[source]
        return Allowance(limit, max(0, limit - asked), SECONDS - second, asked > limit)
