"""What was made once and is asked for again: pictures of pages, proofs, and whole pages as long as the archive is the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Cache(Generic[T]):
    """The most recently used, as many as weigh no more than `limit` together. May be used from any thread."""

    def __init__(self, limit: int, weigh: Callable[[T], int]) -> None:
        self._limit = limit
        self._weigh = weigh
        self._held: OrderedDict[tuple[object, ...], T] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        found = self.look(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def look(self, key: tuple[object, ...]) -> T | None:
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: tuple[object, ...], made: T) -> None:
        with self._lock:
            if key not in self._held:
                self._held[key] = made
                self._size += self._weigh(made)
            while self._size > self._limit and self._held:
                self._size -= self._weigh(self._held.popitem(last=False)[1])

    def clear(self) -> None:
        with self._lock:
            self._held.clear()
            self._size = 0
