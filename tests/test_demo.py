"""The sample library: every page written for it is in it, and read as whoever wrote it says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader import demo
from reader.core.article import Label
from reader.core.catalog import Row
from reader.core.query import Query, Shelf
from reader.library import Library
from reader.output import article_shape
from tests.clutter.pages import Demo, demos
from tests.conftest import NOON

DEMOS = demos()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with demo.library(tmp_path_factory.mktemp("sample"), lambda: NOON) as library:
        yield library


def row_of(library: Library, page: Demo) -> Row:
    original = (demo.PAGES / f"{page.name}.txt").read_bytes()
    return next(row for row in library.catalog.rows if library.original(row.id) == original)


def shown(library: Library, shelf: Shelf) -> set[str]:
    return {row.id for row in library.view(Query(shelf=shelf)).rows}


def test_every_page_is_in_it(library: Library) -> None:
    assert len(library.catalog.rows) == len(list(demo.PAGES.iterdir())) == len(DEMOS) >= 12


def test_everything_is_read_as_it_was_written(library: Library) -> None:
    assert missed(library, "title", "source", "authors", "published", "views", "language") == set()


def missed(library: Library, *names: str) -> set[tuple[str, str]]:
    """Return (page, fact) for every fact that is not read as the page has it."""
    rows = [(page, row_of(library, page)) for page in DEMOS]
    return {(page.name, name) for page, row in rows for name in names if not is_read(row, page, name)}


def is_read(row: Row, page: Demo, name: str) -> bool:
    shape: dict[str, Any] = {"title": row.article.title, **article_shape(row.article)}
    found, fact = shape[name], page.facts["lang" if name == "language" else name]
    if name == "published" and found and fact:
        length = max(len("2026-01-01"), min(len(found), len(str(fact))))  # as exact as the less exact one
        return bool(found[:length] == str(fact)[:length])
    if name == "title":
        return str(found).split() == str(fact).split()
    return bool(found == fact)


def test_every_page_has_something_to_read_and_something_to_hide(library: Library) -> None:
    for row in library.catalog.rows:
        labels = {section.label for section in library.body(row.id).sections}
        assert Label.CONTENT in labels
        assert any(label.is_clutter for label in labels)


def test_some_of_it_is_read_bookmarked_and_tagged_and_nothing_can_be_undone(library: Library) -> None:
    assert len(shown(library, Shelf.ALL)) == len(DEMOS)
    assert len(shown(library, Shelf.BOOKMARKED)) == len(demo.BOOKMARKED)
    assert len(shown(library, Shelf.UNREAD)) == len(DEMOS) - len(demo.READ)
    assert sum(bool(row.state.tags) for row in library.catalog.rows) == len(demo.TAGGED)
    assert not library.history.undo()


def test_it_is_the_same_each_time(library: Library, tmp_path: Path) -> None:
    with demo.library(tmp_path, lambda: NOON) as again:
        assert again.catalog.rows == library.catalog.rows
