"""Saved searches, each under the number that shows it, and walking back through earlier queries."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from reader.core.query import Query, Shelf, Sort

SLOTS = (5, 6, 7, 8, 9)
"""The numbers that saved searches go by: the keys that show them, behind the four of the shelves."""

REMEMBERED = 100
"""Queries that the history holds."""


class SavedSearch(Struct, frozen=True, kw_only=True):
    """A query under a name: what to look for, on which shelf, in which order."""

    name: str
    text: str = ""
    shelf: Shelf = Shelf.ALL
    sort: Sort = Sort.NEWEST

    @property
    def query(self) -> Query:
        """What it shows."""
        return Query(text=self.text, shelf=self.shelf, sort=self.sort, name=self.name)


class UsedQuery(Struct, frozen=True, kw_only=True):
    """A query that led somewhere, and when, aware."""

    text: str
    used: datetime


def place_for(answer: str, query: Query, saved: Mapping[int, SavedSearch]) -> tuple[int, SavedSearch | None] | None:
    """Return where `query` is to be saved, given the answer to "under which name?", or what is to be forgotten (None).

    A number of SLOTS first, with or without a name behind it, means that place; a name in use means its own. Else it
    is the place of the saved search that is shown, then the first free one; None when all are taken. An empty answer
    forgets the saved search that is shown, and is None when none is.
    """
    answer = " ".join(answer.split())
    by_name = {search.name: slot for slot, search in saved.items()}
    shown = by_name.get(query.name)
    if not answer:
        return (shown, None) if shown else None
    number, _, name = answer.partition(" ")
    if number.isdecimal() and int(number) in SLOTS:
        slot: int | None = int(number)
        name = name or default_name(query)
    else:
        name = answer
        free = next((slot for slot in SLOTS if slot not in saved), None)
        slot = by_name.get(name) or shown or free
    if slot is None:
        return None
    return slot, SavedSearch(name=name, text=query.text.strip(), shelf=query.shelf, sort=query.sort)


def default_name(query: Query) -> str:
    """Return what a saved search is called unless a reader names it: by its text, else by its shelf."""
    return query.name or " ".join(query.text.split()) or query.shelf.value.capitalize()


class Walk(Struct, frozen=True):
    """A way through earlier queries, from a half-typed one that is found again at its end.

    entries: the earlier queries, the latest last. at: index of the one shown, None for `draft`.
    """

    entries: tuple[str, ...] = ()
    at: int | None = None
    draft: str = ""

    @property
    def text(self) -> str:
        """What is shown."""
        return self.draft if self.at is None else self.entries[self.at]

    def back(self, typed: str) -> "Walk":
        """Return the walk one query further back; itself at the first. typed: what stands in the box."""
        draft = typed if self.at is None else self.draft
        start = len(self.entries) if self.at is None else self.at
        before = (place for place in range(start - 1, -1, -1) if self.entries[place] != typed)
        place = next(before, None)
        return self if place is None else replace(self, at=place, draft=draft)

    def forth(self) -> "Walk":
        """Return the walk one query later; behind the latest stands what was typed."""
        later = None if self.at is None or self.at + 1 >= len(self.entries) else self.at + 1
        return replace(self, at=later)

    def left(self) -> "Walk":
        """Return the walk before its first step."""
        return Walk(self.entries)

    def used(self, text: str) -> "Walk":
        """Return the walk with one more query, the latest; it stands there once."""
        return Walk((*(entry for entry in self.entries if entry != text), text)[-REMEMBERED:])
