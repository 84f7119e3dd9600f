"""A shelf in the memory of a process: what was asked for last, as much as fits."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")
# What a thing takes beside its content: names, a place in a table.
AROUND = 1_000


class Shelf(Generic[Value]):
    """Values by key, at most so many bytes in all; what nobody asked for longest goes first."""

    def __init__(self, most_bytes: int, size: Callable[[Value], int]) -> None:
        self._most_bytes, self._size, self._bytes = most_bytes, size, 0
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Value | None:
        """What lies under a key, if it is still there."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def put(self, key: Hashable, value: Value) -> None:
        """Keep a value; one that is larger than the whole shelf is not."""
        with self._lock:
            if key in self._values:
                self._drop(self._values.pop(key))
            self._values[key] = value
            self._bytes += AROUND + self._size(value)
            while self._bytes > self._most_bytes:
                self._drop(self._values.popitem(last=False)[1])

    def _drop(self, value: Value) -> None:
        self._bytes -= AROUND + self._size(value)
