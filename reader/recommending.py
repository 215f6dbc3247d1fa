"""What the pages of a library recommend, which of it the library has, and taking the rest in as stubs.

Everything here may take long in a large library (the first look-up of a title reads all of them): off the event loop.
"""

from collections.abc import Iterable, Mapping

from reader import stubs
from reader.core import changes
from reader.core.article import Article, Body, Item, Label
from reader.core.catalog import Catalog, Recommendation, Row
from reader.core.changes import Field
from reader.library import Library


def items_of(article: Article, body: Body) -> Mapping[int, tuple[Item, ...]]:
    """Return the recommendations of a page by the index of their section.

    Relative dates, and days without a year, count from when the page was captured, else added.
    """
    if all(section.label is not Label.RELATED for section in body.sections):
        return {}
    from reader.clutter.items import items_of  # compiles patterns that a page without recommendations does not need

    now = article.captured or article.added
    found = ((index, items_of(body, section, now)) for index, section in enumerate(body.sections))
    return {index: items for index, items in found if items}


def recommended(catalog: Catalog, article: Article, body: Body) -> Mapping[int, tuple[Recommendation, ...]]:
    """Return what `items_of` does, each item with the article of `catalog` that it names; the trash does not count."""
    return {
        index: tuple(Recommendation(item=item, held=_held(catalog, item.title)) for item in items)
        for index, items in items_of(article, body).items()
    }


def take(library: Library, id: str, section: int, *, block: int | None = None) -> int:
    """Take in, as stubs, what section index `section` of article `id` recommends and the library does not have.

    block: index of a block: only the item that it belongs to. Returns how many there were; undo moves them to the
    trash. Raises NotFound, Refused.
    """
    article, body = library.catalog.find(id).article, library.body(id)
    found = recommended(library.catalog, article, body).get(section, ())
    missing = [each.item for each in found if each.held is None and (block is None or each.item.has(block))]
    outcomes = [outcome.id for outcome in library.take(stubs.draft_of(item, body, article) for item in missing)]
    rows = _rows(library.catalog, outcomes)
    library.apply(changes.set_flag(Field.TRASHED, rows, None))  # those that were kept before, and undone
    return len(rows)


def _rows(catalog: Catalog, ids: Iterable[str | None]) -> list[Row]:
    found = (catalog.get(id) for id in dict.fromkeys(ids) if id is not None)
    return [row for row in found if row is not None]


def _held(catalog: Catalog, title: str) -> Row | None:
    """Return the article with a title, one with its text rather than a stub; None if the library has none."""
    rows = [row for row in _rows(catalog, catalog.titles.find(title)) if row.state.trashed is None]
    return min(rows, key=lambda row: row.article.is_stub, default=None)
