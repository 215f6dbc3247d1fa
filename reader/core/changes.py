"""Every change a reader can ask for, as data, and its inverse.

A change names one field of the reading state and the value each article is to have, so that its
inverse is a change of the same kind, and undoing one never disturbs another field.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from reader.core.article import Label
from reader.core.catalog import Catalog, Row
from reader.core.state import Correction, Highlight, Mark, Position, ReadingState

if TYPE_CHECKING:
    from reader.core.rules import Rule
    from reader.core.searches import SavedSearch


class Field(StrEnum):
    """The field of ReadingState that a change sets."""

    READ = "read"
    BOOKMARKED = "bookmarked"
    ARCHIVED = "archived"
    TRASHED = "trashed"
    PLACE = "place"
    REVEALED = "revealed"
    CORRECTIONS = "corrections"
    TAGS = "tags"
    HIGHLIGHTS = "highlights"
    MARKS = "marks"


Place = tuple[Position | None, float]
Value = (
    datetime
    | None
    | Place
    | frozenset[int]
    | tuple[Correction, ...]
    | tuple[str, ...]
    | tuple[Highlight, ...]
    | tuple[Mark, ...]
)


class Change(Struct, frozen=True, kw_only=True):
    """Set one field of some articles.

    values: (article id, new value) pairs; ids the catalog does not hold are passed over.
    PLACE takes (position, progress) as one value.
    added: of a TRASHED change that takes an `add` back, or does it again: how many articles came in; else 0.
    """

    field: Field
    values: tuple[tuple[str, Value], ...]
    added: int = 0

    @property
    def can_undo(self) -> bool:
        """Whether it belongs into the history: places and open sections follow the reader by themselves."""
        return self.field not in (Field.PLACE, Field.REVEALED)

    @property
    def at(self) -> str | None:
        """The id of the article that a reader sees it on."""
        return self.values[0][0] if self.values else None


class RuleChange(Struct, frozen=True, kw_only=True):
    """Make some rules and take others back.

    at: id of the article a reader sees it on, None for none. pages: how many pages it changes, of the latest `among`;
    0 for all.
    """

    added: "tuple[Rule, ...]" = ()
    removed: "tuple[Rule, ...]" = ()
    at: str | None = None
    pages: int = 0
    among: int = 0

    @property
    def can_undo(self) -> bool:
        """Whether it belongs into the history: always."""
        return True

    @property
    def inverse(self) -> "RuleChange":
        """The change that takes this one back."""
        return replace(self, added=self.removed, removed=self.added)


class SearchChange(Struct, frozen=True, kw_only=True):
    """Save a search under a number, or forget the one that is there (None)."""

    slot: int
    search: "SavedSearch | None"

    @property
    def can_undo(self) -> bool:
        """Whether it belongs into the history: always."""
        return True


AnyChange = Change | RuleChange | SearchChange
"""All that Library.apply performs."""


def set_flag(field: Field, rows: Iterable[Row], now: datetime | None) -> Change:
    """Return the change that sets a flag (READ, BOOKMARKED, ARCHIVED, TRASHED) to a time, or clears it (None)."""
    return Change(field=field, values=tuple((row.id, now) for row in rows))


def toggle(field: Field, rows: Iterable[Row], now: datetime) -> Change:
    """Return the change that sets a flag on all rows, or clears it when all have it already."""
    rows = tuple(rows)
    all_set = all(getattr(row.state, field.value) is not None for row in rows)
    return set_flag(field, rows, None if all_set else now)


def move(row: Row, position: Position, progress: float) -> Change:
    """Return the change that remembers the place reached in an article."""
    return Change(field=Field.PLACE, values=((row.id, (position, progress)),))


def reveal(row: Row, start: int) -> Change:
    """Return the change that opens the clutter section starting at block `start`, or folds it when open."""
    return Change(field=Field.REVEALED, values=((row.id, row.state.revealed ^ {start}),))


def correct(row: Row, label: Label, start: int, stop: int) -> Change:
    """Return the change that gives the blocks start..stop (half-open) of an article another label."""
    correction = Correction(label=label, start=start, stop=stop)
    return Change(field=Field.CORRECTIONS, values=((row.id, (*row.state.corrections, correction)),))


def set_tags(row: Row, tags: Iterable[str]) -> Change:
    """Return the change that gives an article exactly these tags, sorted, without doubles or blanks."""
    cleaned = {" ".join(tag.split()) for tag in tags}
    return Change(field=Field.TAGS, values=((row.id, tuple(sorted(cleaned - {""}))),))


def tags_in(text: str) -> list[str]:
    """Return the tags in what a reader typed: commas of either width stand between them."""
    return text.replace("，", ",").split(",")


def value_of(state: ReadingState, field: Field) -> Value:
    """Return the value of `field` as a change would hold it."""
    if field is Field.PLACE:
        return (state.position, state.progress)
    value: Value = getattr(state, field.value)
    return value


def with_value(state: ReadingState, field: Field, value: Value) -> ReadingState:
    """Return `state` with another value of `field`, which is as a change holds it."""
    updates: dict[str, Any] = {field.value: value}
    if field is Field.PLACE and isinstance(value, tuple):
        updates = dict(zip(("position", "progress"), value, strict=True))
    return replace(state, **updates)


def narrowed(change: Change, catalog: Catalog) -> Change:
    """Return the change without the articles that it does not alter."""
    found = ((catalog.get(id), value) for id, value in change.values)
    altered = ((row.id, value) for row, value in found if row and value_of(row.state, change.field) != value)
    return replace(change, values=tuple(altered))


def giving(states: Mapping[str, ReadingState], catalog: Catalog) -> Iterator[Change]:
    """Yield a change for each field of which articles have another value than in `states`, which are by id."""
    for field in Field:
        values = tuple((id, value_of(state, field)) for id, state in states.items())
        change = narrowed(Change(field=field, values=values), catalog)
        if change.values:
            yield change


def applied(change: Change, catalog: Catalog) -> tuple[Row, ...]:
    """Return the rows as the change leaves them, without those it does not alter."""
    rows = ((catalog.find(id), value) for id, value in narrowed(change, catalog).values)
    return tuple(replace(row, state=with_value(row.state, change.field, value)) for row, value in rows)


def inverse(change: Change, catalog: Catalog) -> Change:
    """Return the change that takes `change` back, given the catalog before it."""
    found = ((id, catalog.get(id)) for id, _ in change.values)
    values = tuple((id, value_of(row.state, change.field)) for id, row in found if row is not None)
    return replace(change, values=values)


def merged(changes: Iterable[AnyChange]) -> tuple[AnyChange, ...]:
    """Return changes that do, in order, what `changes` do; those of one field that follow each other become one."""
    result: list[AnyChange] = []
    for field, run in groupby(changes, lambda change: change.field if isinstance(change, Change) else None):
        same = list(run)
        parts = [change for change in same if isinstance(change, Change)]
        if field is None or len(parts) == 1:
            result += same
        else:
            values = dict(pair for change in parts for pair in change.values)
            added = sum(change.added for change in parts)
            result.append(Change(field=field, values=tuple(values.items()), added=added))
    return tuple(result)


def dated(change: Change, catalog: Catalog, now: datetime) -> Change:
    """Return a change that takes an `add` back, or does it again, so that what it trashes is trashed now.

    What is in the trash already stays there as it is.
    """
    if not change.added:
        return change
    found = ((catalog.get(id), value) for id, value in change.values)
    moved = ((row.id, value and now) for row, value in found if row and (row.state.trashed is None) != (value is None))
    return replace(change, values=tuple(moved))


_WORDS: dict[Field, tuple[str, str]] = {
    Field.READ: ("read", "unread"),
    Field.BOOKMARKED: ("bookmarked", "bookmark removed"),
    Field.ARCHIVED: ("archived", "out of the archive"),
    Field.TRASHED: ("moved to the trash", "out of the trash"),
    Field.CORRECTIONS: ("section marked the other way", "section as it was"),
    Field.TAGS: ("tagged", "no tags"),
    Field.HIGHLIGHTS: ("highlighted", "no highlights"),
    Field.MARKS: ("place marked", "no marks"),
    Field.PLACE: ("place kept", "back to the top"),
    Field.REVEALED: ("opened", "folded"),
}


def describe(change: AnyChange) -> str:
    """Return what a change did, in words for a status line ("3 articles: bookmarked")."""
    if isinstance(change, RuleChange):
        return _describe_rules(change)
    if isinstance(change, SearchChange):
        return f"“{change.search.name}” saved" if change.search else f"Saved search {change.slot} forgotten"
    if change.added:
        return "1 article added" if change.added == 1 else f"{change.added:,} articles added"
    is_set = any(value for _, value in change.values)
    words = _WORDS[change.field][0 if is_set else 1]
    tags = change.values[0][1] if change.values else None
    if (
        change.field is Field.TAGS
        and is_set
        and isinstance(tags, tuple)
        and all(own == tags for _, own in change.values)
    ):
        words += ": " + ", ".join(map(str, tags))
    count = len(change.values)
    return words[0].upper() + words[1:] if count == 1 else f"{count} articles: {words}"


def told(changes: Iterable[AnyChange]) -> str:
    """Return what changes did together, to stand behind "Undone:"."""
    words = map(describe, changes)
    return ", ".join(each[0].lower() + each[1:] for each in words)


def _describe_rules(change: RuleChange) -> str:
    """Return "Hidden on 12 pages of 某某网", or what taking that back did."""
    rule = (*change.added, *change.removed)[0]
    again = "" if change.added else " again"
    words = "Hidden" if rule.label.is_clutter == bool(change.added) else "Shown"
    pages = f"{change.pages} of the latest {change.among} pages" if change.among else f"{change.pages} pages"
    where = "this page" if change.pages == 1 else pages
    return f"{words}{again} on {where} of {rule.source.name}"
