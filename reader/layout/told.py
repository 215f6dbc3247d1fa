"""What the frames say of a query: what is shown, in which order, in as many cells as there are."""

from collections.abc import Mapping

from reader.core.query import Grouping, Place, Query, Shelf, Sort, View
from reader.core.query_language import Parsed
from reader.core.text import one_line
from reader.layout.cells import cut, width
from reader.wording import tr

BETWEEN = " · "

ORDERS: Mapping[Sort, str] = {
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.ADDED: "last added first",
    Sort.TITLE: "by title",
    Sort.SOURCE: "by source",
    Sort.LENGTH: "longest first",
    Sort.PROGRESS: "furthest read first",
}
"""The orders of a list in English, for `tr`."""

GROUPINGS: Mapping[Grouping, str] = {Grouping.SOURCE: "by source", Grouping.MONTH: "by month"}
"""What the rows of a list are grouped by, in English."""

SHELVES: Mapping[Shelf, str] = {
    Shelf.UNREAD: "unread",
    Shelf.BOOKMARKED: "bookmarked",
    Shelf.ARCHIVED: "archived",
    Shelf.HIGHLIGHTED: "highlighted",
    Shelf.NOTED: "noted",
    Shelf.TRASHED: "in the trash",
}
"""What the articles of a shelf are, in English."""

_LEAST = 8  # cells of a cut text that still say something


def order_of(view: View) -> str:
    """Return the order of a list in words; what was found by words has one of its own."""
    first = next(iter(view.matches.values()), None)
    if first is None:
        order = tr(ORDERS[view.query.sort])
        return f"{tr(GROUPINGS[view.query.grouping])}{BETWEEN}{order}" if view.groups else order
    in_texts = first.excerpt is not None and first.excerpt.place is Place.TEXT
    return tr(ORDERS[Sort.NEWEST] if in_texts else "closest first")


def in_words(query: Query, parsed: Parsed, order: str) -> str:
    """Return all that a list is narrowed by, and its order ("unread, from 潮间科技, tagged ai, newest first").

    parsed: what the query's text means. order: empty while it is not known. Empty where nothing narrows the list.
    """
    shelf = "" if parsed.shelf else tr(SHELVES.get(query.shelf, ""))
    narrowed = [part for part in (shelf, one_line(parsed.understood)) if part]
    return tr(", ").join([*narrowed, *filter(None, [order])]) if narrowed else ""


def told(cells: int, *, understood: str, hint: str, found: str, seconds: str) -> tuple[tuple[str, str], ...]:
    """Return pieces of text that fit into so many cells together, in order, with the name of each.

    Where there is too little room the time goes first. Then the words that were understood give way to the hint, but
    for a third of the room; how much was found always stays.
    """
    texts = {"understood": understood, "hint": hint, "found": found, "seconds": seconds}
    if _taken(texts) > cells:
        texts["seconds"] = ""
    if _taken(texts) > cells:
        gap = width(BETWEEN)
        rest = max(0, cells - width(found) - gap) if found else cells
        share = (max(rest // 3, rest - width(hint) - gap) if hint else rest) if understood else 0
        texts["understood"] = _cut(understood, share)
        texts["hint"] = _cut(hint, rest - (width(texts["understood"]) + gap if texts["understood"] else 0))
        texts["found"] = cut(found, cells)
    return tuple((name, text) for name, text in texts.items() if text)


def _taken(texts: dict[str, str]) -> int:
    return width(BETWEEN.join(filter(None, texts.values())))


def _cut(text: str, cells: int) -> str:
    return cut(text, cells) if cells >= _LEAST else ""
