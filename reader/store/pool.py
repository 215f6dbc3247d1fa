"""Doing the same to many files at once: the disk commits what waits together, which takes a fraction of the time."""

from collections.abc import Callable, Collection
from typing import TypeVar

T = TypeVar("T")

_THREADS = 8
"""1,000 small files, each synced: 390 ms one by one, 171 ms with 8 threads, 167 ms with 32 (ext4, 2 cores)."""


def each(do: Callable[[T], object], items: Collection[T]) -> None:
    """Call `do` on every item, in threads when there are several; the first exception is raised after all are done."""
    if len(items) < 2:
        for item in items:
            do(item)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(min(_THREADS, len(items))) as pool:
        for _ in pool.map(do, items):
            pass
