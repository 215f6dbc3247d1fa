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


def toggle(field: Field, rows: Iterable[Row], now: datetime, seen: Iterable[Row] = ()) -> Change:
    """Return the change that sets a flag on the rows that lack it, or clears it when all have it already.

    seen: the rows as they were shown; when some lacked it there the flag is not cleared, as nobody can have meant that.
    """
    rows = tuple(rows)
    bare = [row for row in rows if getattr(row.state, field.value) is None]
    is_set = bool(bare) or any(getattr(row.state, field.value) is None for row in seen)
    return set_flag(field, bare, now) if is_set else set_flag(field, rows, None)


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
    return Change(field=Field.TAGS, values=((row.id, tuple(sorted(_tidy(tags)))),))


def edit_tags(row: Row, tags: Iterable[str], seen: Iterable[str]) -> Change:
    """Return the change that makes the tags that were `seen` into others: what came to the article since stays."""
    typed = _tidy(tags)
    return retag([row], typed, set(seen) - typed)


def retag(rows: Iterable[Row], given: Iterable[str], taken: Iterable[str]) -> Change:
    """Return the change that gives articles some tags and takes others away, of the rows that it alters."""
    given, taken = _tidy(given), _tidy(taken)
    each = ((row, tuple(sorted({*row.state.tags, *given} - taken))) for row in rows)
    return Change(field=Field.TAGS, values=tuple((row.id, tags) for row, tags in each if tags != row.state.tags))


def _tidy(tags: Iterable[str]) -> set[str]:
    return {" ".join(tag.split()) for tag in tags} - {""}


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
