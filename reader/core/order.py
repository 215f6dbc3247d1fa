"""The orders a list of articles can stand in."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from reader.core.catalog import Catalog, Row
from reader.core.query import Grouping, Sort

Key = float | str | tuple[str, float] | tuple["Key", "Key"]
Rank = Callable[[Row], tuple[Key, int]]
"""A sort key that no two rows of a catalog share."""

_PIECE = 4_000
"""Rows that are sorted in one call, which holds up every other thread: some 2 ms."""

_SAMPLES = 8
"""Keys looked at for each piece, so that the pieces come out about equal."""


def instant(time: datetime) -> float:
    """Return seconds since 1970; a time that names no zone counts as UTC, so that any two can be compared."""
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()


def dated(row: Row) -> datetime:
    """Return when an article was published or, where the page does not say, added."""
    return row.article.published or row.article.added


def _newest(row: Row) -> float:
    return -instant(row.article.published or row.article.added)


_NAMELESS = "\U0010ffff"
"""What stands in order behind every name."""


def _source(row: Row) -> str:
    return (row.article.source or _NAMELESS).casefold()


def _month(row: Row) -> int:
    day = dated(row)
    return day.year * 12 + day.month


_KEYS: dict[Sort, Callable[[Row], Key]] = {
    Sort.NEWEST: _newest,
    Sort.OLDEST: lambda row: -_newest(row),
    Sort.ADDED: lambda row: -instant(row.article.added),
    Sort.TITLE: lambda row: row.article.title.casefold(),
    Sort.SOURCE: lambda row: (_source(row), _newest(row)),
    Sort.LENGTH: lambda row: -row.article.length,
    Sort.PROGRESS: lambda row: -row.state.progress,
}


def ordered(rows: Iterable[Row], sort: Sort = Sort.NEWEST) -> list[Row]:
    """Return catalog rows (oldest added first) in order `sort`; of equals the one added last comes first.

    NEWEST, ADDED, LENGTH and PROGRESS put the largest first; SOURCE the newest first within one source, unnamed last.
    OLDEST is the reverse of NEWEST: of equals the one added first comes first.
    """
    latest_first = list(rows)
    if sort is not Sort.OLDEST:
        latest_first.reverse()
    keys = [_KEYS[sort](row) for row in latest_first]
    return [latest_first[index] for piece in _pieces(keys) for index in sorted(piece, key=keys.__getitem__)]


def group_key(grouping: Grouping, sort: Sort) -> Callable[[Row], Key]:
    """Return what the rows of one group share, and groups are sorted by.

    Sources stand by name, as in order SOURCE, months the latest first, or the earliest where `sort` is OLDEST.
    """
    if grouping is Grouping.SOURCE:
        return _source
    return _month if sort is Sort.OLDEST else lambda row: -_month(row)


def key_of(sort: Sort, grouping: Grouping = Grouping.NONE) -> Callable[[Row], Any]:
    """Return what rows are sorted by in order `sort`, within their groups; rows may share it."""
    key = _KEYS[sort]
    if grouping is Grouping.NONE:
        return key
    group = group_key(grouping, sort)
    return lambda row: (group(row), key(row))


def place_in(rows: Sequence[Row], row: Row, sort: Sort, grouping: Grouping = Grouping.NONE) -> int | None:
    """Return the index of an article in rows that stand in order `sort`, None if it is not among them.

    Takes O(log rows), and as long as there are rows of the same rank. A row whose rank has changed is not found.
    """
    key = key_of(sort, grouping)
    rank = key(row)
    place = bisect_left(rows, rank, key=key)
    while place < len(rows) and key(rows[place]) == rank:
        if rows[place].article.id == row.article.id:
            return place
        place += 1
    return None


def ranking(sort: Sort, catalog: Catalog, grouping: Grouping = Grouping.NONE) -> Rank:
    """Return what the rows of a catalog are sorted by in order `sort`, within their groups."""
    key, sign, place_of = key_of(sort, grouping), 1 if sort is Sort.OLDEST else -1, catalog.place_of
    return lambda row: (key(row), sign * cast(int, place_of(row.article.id)))


def _pieces(keys: Sequence[Any]) -> Sequence[Sequence[int]]:
    """Part the indexes of `keys` into runs, ascending inside, all keys of each before those of the next.

    That is a sample sort (Frazer and McKellar 1970) but for the sorting of the pieces.
    """
    count = len(keys) // _PIECE
    if not count:
        return [range(len(keys))]
    bounds = sorted(keys[:: max(1, len(keys) // (count * _SAMPLES))])[_SAMPLES::_SAMPLES]
    pieces: list[list[int]] = [[] for _ in range(len(bounds) + 1)]
    for index, key in enumerate(keys):
        pieces[bisect_right(bounds, key)].append(index)
    return pieces
