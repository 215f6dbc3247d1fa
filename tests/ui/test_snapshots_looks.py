"""What a page looks like: headings, quotes, lists, code, tables, captions, images and links, in three widths."""

from pathlib import Path

import pytest

from reader.core import changes
from reader.core.article import Label
from reader.core.query import Query
from reader.library import Library
from reader.ui.app import ReaderApp
from tests.conftest import NOON
from tests.ui.conftest import LIBRARY, Photo, app_over

SMALL, MIDDLE, LARGE = (80, 48), (120, 60), (200, 60)
FORMATTED = Path(__file__).parents[1] / "data" / "formatted"
"""Articles with all that plain text shows of its structure."""


def named(size: tuple[int, int]) -> str:
    """Return a terminal size as 80x24."""
    return f"{size[0]}x{size[1]}"


def app_with(language: str, theme: str = "reader-dark") -> ReaderApp:
    """Return the app over the formatted article of a language, all of which below the title is content."""
    app = app_over([("page.md", (FORMATTED / f"{language}.md").read_text("utf-8"))], theme)
    with Library.open(LIBRARY, clock=lambda: NOON) as library:
        (row,) = library.view(Query()).rows
        library.apply(changes.correct(row, Label.CONTENT, 1, 99))
    return app


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=named)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("end", ["g", "G"], ids=["top", "bottom"])
def test_all_that_text_shows_of_its_structure(photo: Photo, language: str, size: tuple[int, int], end: str) -> None:
    assert photo(app_with(language), "w", end, size=size)


@pytest.mark.parametrize("presses", [1, 2], ids=["loose", "tight"])
def test_spacings(photo: Photo, presses: int) -> None:
    assert photo(app_with("zh", "reader-light"), "w", *["P"] * presses, "g", size=(80, 60))
