"""Places with a letter, as in vi: small letters are each article's own, of a capital one the library has one."""

from collections.abc import Container, Iterable

from reader.core.catalog import Row
from reader.core.changes import Change, Field, Value
from reader.core.state import Mark, Position


def marked(row: Row, letter: str) -> Position | None:
    """Return where in an article a letter stands, None where it does not."""
    return next((mark.position for mark in row.state.marks if mark.letter == letter), None)


def united(ours: Iterable[Mark], theirs: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the marks of two copies of an article by letter: of a letter that both have, ours."""
    return tuple(mark for _, mark in sorted({mark.letter: mark for mark in (*theirs, *ours)}.items()))


def without_capitals(marks: tuple[Mark, ...], letters: Container[str]) -> tuple[Mark, ...]:
    """Return marks but those of some capital letters, which other articles have."""
    return tuple(mark for mark in marks if not (mark.letter.isupper() and mark.letter in letters))


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
