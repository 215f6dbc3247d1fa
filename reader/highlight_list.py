"""The highlights of a whole library as a list: filtered by words and colour, in the order asked for."""

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from reader.core.catalog import Catalog, Row
from reader.core.highlights import colour_of, time_of
from reader.core.state import Highlight


class Entry(Struct, frozen=True, kw_only=True):
    """A highlight and the article it is in."""

    row: Row
    highlight: Highlight


class Wanted(Struct, frozen=True, kw_only=True):
    """Which highlights are listed.

    text: words, each of which the quote, the note, the title or the source has, spelled as in a search. colour: its
    name, None for all. of: the id of an article, None for the whole library. by_article: article by article, the one
    highlighted last first, in the order of its text; else the newest first.
    """

    text: str = ""
    colour: str | None = None
    of: str | None = None
    by_article: bool = False


def entries(catalog: Catalog, wanted: Wanted) -> tuple[Entry, ...]:
    """Return the highlights that are wanted; those of articles in the trash are out of sight."""
    found = [entry for entry in _all(catalog, wanted.of) if wanted.colour in (None, colour_of(entry.highlight))]
    if words := _words(wanted.text):
        found = [entry for entry in found if all(word in _searched(entry) for word in words)]
    if wanted.by_article:
        latest: dict[str, float] = {}
        for entry in found:
            time = time_of(entry.highlight)
            latest[entry.row.id] = max(latest.get(entry.row.id, time), time)
        return tuple(sorted(found, key=lambda entry: (-latest[entry.row.id], entry.row.id)))
    return tuple(sorted(found, key=lambda entry: -time_of(entry.highlight)))


def _all(catalog: Catalog, of: str | None) -> Iterator[Entry]:
    """Yield highlights as they stand in the library: those of an article in the order of its text."""
    row = catalog.get(of) if of is not None else None
    for each in catalog.rows if of is None else (row,):
        if each is not None and each.state.highlights and each.state.trashed is None:
            for highlight in each.state.highlights:
                yield Entry(row=each, highlight=highlight)


def _words(text: str) -> list[str]:
    from reader.search.folding import folded

    return folded(text).split()


def _searched(entry: Entry) -> str:
    article, highlight = entry.row.article, entry.highlight
    return _folded(f"{highlight.quote}\n{highlight.note}\n{article.title}\n{article.source or ''}")


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    """Return a text folded; kept, since most of a list stays the same from one letter typed to the next."""
    from reader.search.folding import folded

    return folded(text)
