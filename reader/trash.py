"""The trash: it keeps what is deleted until it is emptied on purpose, and then for good."""

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from reader.core.query import Shelf
from reader.core.shelves import on_shelf
from reader.library import Library

AGREED = ("yes", "是")
"""What is typed to have the trash emptied, in lower case."""


class Emptied(NamedTuple):
    """How far emptying has got. removed: articles that are gone. left: those of which a text is still to be removed."""

    removed: int
    left: int


def in_trash(library: Library) -> tuple[str, ...]:
    """Return the ids of what is in the trash now: what a reader agrees to lose."""
    return tuple(row.id for row in library.catalog.rows if on_shelf(Shelf.TRASHED, row))


def empty(library: Library, ids: Collection[str], cancelled: Callable[[], bool] = lambda: False) -> Iterator[Emptied]:
    """Remove articles for good and yield how far that has got; the last is how it ended. Raises Refused.

    ids: as `in_trash` returned them when the reader was asked. What was trashed since stays in the trash, and what was
    taken out of it stays. The articles go in one write. cancelled: asked between the files of their texts; what is
    left then, or by a process that is killed, the next call removes, whatever its ids.
    """
    there = [id for id in ids if library.catalog.get(id) is not None]
    removed = 0
    for left in library.remove(ids):
        removed = removed or sum(library.catalog.get(id) is None for id in there)
        yield Emptied(removed, left)
        if cancelled():
            return
    yield Emptied(removed, 0)
