"""Recommendations and the library: what it has of them, and keeping the others as stubs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import recommending
from reader.core import changes
from reader.core.article import STUB, Article, Label
from reader.core.changes import Field
from reader.core.query import Query, Shelf
from reader.library import Library
from tests.conftest import NOON
from tests.ui.recommended import HELD, OTHER, PAGE

FOLDER = Path("library")
GULL = "一只海鸥连续四十天准时来上课"


def added(library: Library, text: str) -> Article:
    path = Path("page.txt")
    path.write_text(text, "utf-8")
    (outcome,) = library.add([path])
    assert outcome.id
    return library.catalog.find(outcome.id).article


@pytest.fixture
def library() -> Iterator[Library]:
    with Library.open(FOLDER, clock=lambda: NOON) as library:
        yield library


def section_of(library: Library, id: str) -> int:
    labels = [section.label for section in library.body(id).sections]
    return labels.index(Label.RELATED)


def marks(library: Library, article: Article) -> list[bool | None]:
    """Return for each recommendation of a page whether a stub is there, None for nothing."""
    found = recommending.recommended(library.catalog, article, library.body(article.id))
    return [each.held and each.held.article.is_stub for each in found[section_of(library, article.id)]]


def on(library: Library, shelf: Shelf) -> list[str]:
    return [row.article.title for row in library.view(Query(shelf=shelf)).rows]


def test_what_the_library_has_is_marked(library: Library) -> None:
    page = added(library, PAGE)
    assert marks(library, page) == [None, None, None]
    other = added(library, OTHER)
    assert other.title == HELD
    assert marks(library, page) == [False, None, None]
    library.apply(changes.set_flag(Field.TRASHED, [library.catalog.find(other.id)], NOON))
    assert marks(library, page) == [None, None, None]


def test_a_stub_has_the_fields_of_its_item_and_nothing_else(library: Library) -> None:
    page = added(library, PAGE)
    section = section_of(library, page.id)
    items = recommending.items_of(page, library.body(page.id))[section]
    assert recommending.take(library, page.id, section, block=items[2].stop - 1) == 1
    stub = library.catalog.rows[-1].article
    assert (stub.title, stub.source, stub.views, stub.media_type) == (GULL, "海角周报", 3107, STUB)
    assert (stub.published, stub.precision) == (items[2].byline.published, items[2].byline.precision)
    assert (stub.seen_in, stub.captured, stub.length) == (page.id, page.captured, 0)
    assert library.original(stub.id).decode() == f"{GULL}\n\n海角周报 浏览 3107 2026-01-30"
    body = library.body(stub.id)
    assert [section.label for section in body.sections] == [Label.TITLE, Label.BYLINE]
    with Library.open(FOLDER) as again:
        assert again.catalog.find(stub.id).article == stub


def test_a_section_is_kept_at_once_without_what_is_there(library: Library) -> None:
    page = added(library, PAGE)
    added(library, OTHER)
    section = section_of(library, page.id)
    assert recommending.take(library, page.id, section) == 2
    assert marks(library, page) == [False, True, True]
    assert recommending.take(library, page.id, section) == 0
    assert GULL in on(library, Shelf.ALL)
    assert GULL not in on(library, Shelf.UNREAD)


def test_undo_takes_stubs_out_and_keeping_them_again_brings_them_back(library: Library) -> None:
    page = added(library, PAGE)
    section = section_of(library, page.id)
    recommending.take(library, page.id, section)
    assert library.history.undo()
    assert on(library, Shelf.ALL) == [page.title]
    assert library.history.redo()
    assert len(on(library, Shelf.ALL)) == 4
    library.history.undo()
    assert recommending.take(library, page.id, section) == 3
    assert marks(library, page) == [True, True, True]
    assert len(library.catalog.rows) == 4


def test_the_page_itself_takes_the_place_of_its_stub(library: Library) -> None:
    page = added(library, PAGE)
    recommending.take(library, page.id, section_of(library, page.id))
    assert marks(library, page)[0] is True
    other = added(library, OTHER)
    assert marks(library, page) == [False, True, True]
    assert on(library, Shelf.TRASHED) == [HELD]
    assert on(library, Shelf.ALL).count(HELD) == 1
    assert library.history.undo()
    assert on(library, Shelf.ALL).count(HELD) == 1  # its stub is back, and it is in the trash itself
    assert on(library, Shelf.TRASHED) == [HELD]
    assert library.catalog.find(other.id).state.trashed is not None
