"""The orders a list of articles can stand in."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from reader.core.catalog import Row
from reader.core.query import Sort


def instant(time: datetime) -> float:
    """Return seconds since 1970; a time that names no zone counts as UTC, so that any two can be compared."""
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()


def dated(row: Row) -> datetime:
    """Return when an article was published or, where the page does not say, added."""
    return row.article.published or row.article.added


def _newest(row: Row) -> float:
    return -instant(row.article.published or row.article.added)


_KEYS: dict[Sort, Callable[[Row], float | str | tuple[str, float]]] = {
    Sort.NEWEST: _newest,
    Sort.OLDEST: lambda row: -_newest(row),
    Sort.ADDED: lambda row: -instant(row.article.added),
    Sort.TITLE: lambda row: row.article.title.casefold(),
    Sort.SOURCE: lambda row: ((row.article.source or "\U0010ffff").casefold(), _newest(row)),
    Sort.LENGTH: lambda row: -row.article.length,
}


def ordered(rows: Iterable[Row], sort: Sort = Sort.NEWEST) -> tuple[Row, ...]:
    """Return catalog rows (oldest added first) in order `sort`; of equals the one added last comes first.

    NEWEST, ADDED and LENGTH put the largest first; SOURCE the newest first within one source, unnamed sources last.
    """
    latest_first = list(rows)
    if sort is not Sort.OLDEST:
        latest_first.reverse()
    return tuple(sorted(latest_first, key=_KEYS[sort]))
