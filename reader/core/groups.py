"""Rows in groups, by source or by month: how they stand, and where each group begins."""

from collections.abc import Sequence
from typing import Any

from reader.core.catalog import Row
from reader.core.order import dated, group_key
from reader.core.query import Group, Grouping, Sort


def parted(rows: Sequence[Row], grouping: Grouping, sort: Sort) -> list[Row]:
    """Return rows that stand in order `sort` group by group, in that order within each."""
    key = group_key(grouping, sort)
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return [row for name in sorted(groups) for row in groups[name]]


def groups_of(rows: Sequence[Row], grouping: Grouping, sort: Sort) -> tuple[Group, ...]:
    """Return the groups of rows that stand as `parted` has them; none for Grouping.NONE.

    Looks at some 2 log n rows of a group of n: its end is sought by an exponential search (Bentley and Yao 1976).
    """
    if grouping is Grouping.NONE:
        return ()
    key = group_key(grouping, sort)
    groups: list[Group] = []
    start = 0
    while start < len(rows):
        name, same, step = key(rows[start]), start, 1
        while same + step < len(rows) and key(rows[same + step]) == name:
            same, step = same + step, 2 * step
        beyond = min(same + step, len(rows))  # is not of the group, as `same` is
        while beyond - same > 1:
            middle = (same + beyond) // 2
            same, beyond = (middle, beyond) if key(rows[middle]) == name else (same, middle)
        groups.append(Group(name=_name(rows[start], grouping), start=start, count=beyond - start))
        start = beyond
    return tuple(groups)


def _name(row: Row, grouping: Grouping) -> str:
    return f"{dated(row):%Y-%m}" if grouping is Grouping.MONTH else row.article.source or ""
