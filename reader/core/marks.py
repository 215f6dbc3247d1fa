"""Places with a letter, as in vi: small letters are each article's own, of a capital one the library has one."""

from collections.abc import Iterable

from reader.core.catalog import Row
from reader.core.changes import Change, Field, Value
from reader.core.state import Mark, Position


def marked(row: Row, letter: str) -> Position | None:
    """Return where in an article a letter stands, None where it does not."""
    return next((mark.position for mark in row.state.marks if mark.letter == letter), None)


def holders(rows: Iterable[Row], letter: str) -> tuple[Row, ...]:
    """Return the articles that have a mark of this letter."""
    return tuple(row for row in rows if row.state.marks and marked(row, letter) is not None)


def capitals(rows: Iterable[Row]) -> dict[str, Row]:
    """Return the article that each capital letter stands in."""
    return {mark.letter: row for row in rows if row.state.marks for mark in row.state.marks if mark.letter.isupper()}


def mark(row: Row, letter: str, position: Position, rows: Iterable[Row] = ()) -> Change:
    """Return the change that gives a place of an article a letter.

    rows: the whole library, of which the article is one: a capital letter is taken from the article that had it.
    """
    others = [other for other in holders(rows, letter) if other.id != row.id] if letter.isupper() else []
    kept = {mark.letter: mark for mark in row.state.marks} | {letter: Mark(letter=letter, position=position)}
    values: list[tuple[str, Value]] = [(row.id, tuple(mark for _, mark in sorted(kept.items())))]
    values += [(other.id, tuple(mark for mark in other.state.marks if mark.letter != letter)) for other in others]
    return Change(field=Field.MARKS, values=tuple(values))
