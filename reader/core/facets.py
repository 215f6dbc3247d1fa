"""What the articles of a shelf can be narrowed by, in one step each: its sources, its tags, its months and years."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import groupby

from msgspec import Struct

from reader.core.completion import spelled
from reader.core.query import Group, Place
from reader.core.query_language import QUOTES, TOKEN, WHOLE, without_field
from reader.core.shelves import Name


class Kind(StrEnum):
    """What a facet is of."""

    ALL = "all"
    SOURCE = "source"
    TAG = "tag"
    YEAR = "year"
    MONTH = "month"


class Facet(Struct, frozen=True, kw_only=True):
    """Some articles of a shelf that have something in common.

    name: as shown; that of articles that name no source, and of all articles, is empty. count: how many there are.
    token: what a query is narrowed to them by.
    """

    kind: Kind
    name: str
    count: int
    token: str = ""


_FEW = 4_000
"""Sources whose names are looked for in each other, which takes 0.2 s; of more, each is asked for by its whole name."""

Facets = tuple[Facet, ...]
"""All articles first; then sources and tags, the largest first, and years, the latest first, each before its months."""


def facets(
    named: Iterable[tuple[Name, int]], months: Sequence[Group], total: int, fold: Callable[[str], str]
) -> Facets:
    """Return the facets of a shelf.

    named: how many articles go by each source and tag. months: groups by month, the latest first. total: how many
    articles there are. fold: what a filter does to names, so that it takes those that fold alike for the same.
    """
    counts = list(named)
    sources = _merged(((name, count) for (place, name), count in counts if place is Place.SOURCE), fold)
    tags = _merged(((name, count) for (place, name), count in counts if place is Place.TAG), fold)
    in_one = "\n".join(sources)
    parts = {key for key in sources if len(sources) > _FEW or in_one.count(key) > 1}
    return (
        Facet(kind=Kind.ALL, name="", count=total),
        *_sorted(
            Facet(kind=Kind.SOURCE, name=name, count=count, token=_source_token(name, key in parts))
            for key, (name, count) in sources.items()
        ),
        *_nameless(total - sum(count for _, count in sources.values())),
        *_sorted(
            Facet(kind=Kind.TAG, name=name, count=count, token=f"tag:{spelled(name)}")
            for name, count in tags.values()
            if not any(mark in name for mark in QUOTES)  # a tag counts whole, so it could not be written
        ),
        *_years(months),
    )


def narrowed(text: str, facet: Facet, before: Facet | None) -> str:
    """Return a query that asks for the articles of a facet, in place of those of the facet it was narrowed to before.

    Another source, and other days named by `on:`, give way as well: of these a query takes any, not all.
    """
    kept = " ".join(token for token in _tokens(text) if not before or token != before.token)
    if facet.kind is Kind.SOURCE:
        kept = without_field(kept, "source", negated=False)
    elif facet.kind in (Kind.YEAR, Kind.MONTH):
        kept = without_field(kept, "on", negated=False)
    return f"{kept} {facet.token}".strip()


def narrowing(text: str, known: Facets) -> Facet | None:
    """Return the last facet that a query is narrowed to, None for none of those `known`."""
    by_token = {facet.token: facet for facet in known if facet.token}
    return next((by_token[token] for token in reversed(_tokens(text)) if token in by_token), None)


def _tokens(text: str) -> list[str]:
    return [token[0] for token in TOKEN.finditer(text) if token[0]]


def _merged(counts: Iterable[tuple[str, int]], fold: Callable[[str], str]) -> dict[str, tuple[str, int]]:
    """Return names and their counts by folded name; of names that fold alike, under the most frequent."""
    merged: dict[str, tuple[str, int]] = {}
    for name, count in sorted(counts, key=lambda pair: (-pair[1], pair[0])):
        first, so_far = merged.get(key := fold(name), (name, 0))
        merged[key] = (first, so_far + count)
    return merged


def _sorted(found: Iterable[Facet]) -> list[Facet]:
    return sorted(found, key=lambda facet: (-facet.count, facet.name))


def _source_token(name: str, is_part: bool) -> str:
    """Return the field for a source; where its name is a part of another's, for the whole name."""
    is_whole = (is_part or name.startswith(WHOLE)) and not any(mark in name for mark in QUOTES)
    return f"source:{spelled(WHOLE + name if is_whole else name)}"


def _nameless(count: int) -> list[Facet]:
    return [Facet(kind=Kind.SOURCE, name="", count=count, token=f"source:{WHOLE}")] if count else []


def _years(months: Sequence[Group]) -> list[Facet]:
    found: list[Facet] = []
    for year, within in groupby(months, key=lambda month: month.name.partition("-")[0]):
        of_year = [Facet(kind=Kind.MONTH, name=one.name, count=one.count, token=f"on:{one.name}") for one in within]
        count = sum(month.count for month in of_year)
        found += [Facet(kind=Kind.YEAR, name=year, count=count, token=f"on:{year}"), *of_year]
    return found
