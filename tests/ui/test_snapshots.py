"""Every state a user meets, as a picture. Each test reads as: with this library, after these keys, it looks so."""

from pathlib import Path

import pytest

from tests.ui.conftest import LIBRARY, Photo, app_over
from tests.ui.recommended import PAGES as RECOMMENDED

NARROW, SMALL, MIDDLE, LARGE = (40, 12), (80, 24), (120, 36), (200, 60)
TO_THE_PORTAL_PAGE = ("down", "down", "down")

PAGE = """关闭广告

{title}

长河晚报2026-03-04 05:06:07128人阅读

渡口的老船工说,这条河三十年没有结过冰了,今年却冻得能走人。

孩子们在冰面上画了一条跑道,从东岸一直画到西岸的茶馆门口。

本站所有信息收集于互联网,如有侵权请联系我们及时删除
"""


def named(size: tuple[int, int]) -> str:
    """Return a terminal size as 80x24."""
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", [NARROW, SMALL, MIDDLE, LARGE], ids=named)
@pytest.mark.parametrize("theme", ["reader-dark", "reader-light"])
def test_sample_library(photo: Photo, size: tuple[int, int], theme: str) -> None:
    assert photo(app_over("sample", theme), size=size)


@pytest.mark.parametrize("size", [NARROW, SMALL, MIDDLE, LARGE], ids=named)
def test_reading_an_article(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over("sample"), *TO_THE_PORTAL_PAGE, "enter", "j", "j", size=size)


@pytest.mark.parametrize("presses", range(3), ids=["folded", "gone", "shown"])
def test_clutter_modes(photo: Photo, presses: int) -> None:
    assert photo(app_over("sample"), *TO_THE_PORTAL_PAGE, "enter", *["c"] * presses, "G")


def test_clutter_section_opened_in_place(photo: Photo) -> None:
    assert photo(app_over("sample"), *TO_THE_PORTAL_PAGE, "enter", "G", "k", "enter")


def test_recommendations_as_a_list_with_marks(photo: Photo) -> None:
    assert photo(app_over(RECOMMENDED), "enter", "G", "k", "enter", "j", "j", "j", "j", "i", size=SMALL)


def test_a_stub_in_the_list(photo: Photo) -> None:
    assert photo(app_over(RECOMMENDED), "enter", "G", "k", "i", "h", "G", size=SMALL)


def test_why_a_section_is_hidden(photo: Photo) -> None:
    assert photo(app_over("sample"), *TO_THE_PORTAL_PAGE, "enter", "G", "x")


@pytest.mark.parametrize("size", [NARROW, SMALL, MIDDLE], ids=named)
def test_empty_library(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over("empty"), size=size)


def test_terminal_too_small(photo: Photo) -> None:
    assert photo(app_over("sample"), size=(20, 5))


def test_no_match(photo: Photo) -> None:
    assert photo(app_over("sample"), "/", "text:qqqqzzzz")


def test_search_by_initials(photo: Photo) -> None:
    assert photo(app_over("sample"), "/", "text:cxfd")


def test_search_with_filters(photo: Photo) -> None:
    assert photo(app_over("sample"), "/", "text:is:bookmarked after:2026-01")


@pytest.mark.parametrize("size", [SMALL, MIDDLE], ids=named)
def test_sources_offered_below_the_search_box(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over("sample"), "/", "text:-source:", "down", "down", "down", size=size)


def test_days_offered_in_the_light_theme(photo: Photo) -> None:
    assert photo(app_over("sample", "reader-light"), "/", "text:the after:", "down", size=SMALL)


@pytest.mark.parametrize("size", [NARROW, SMALL], ids=named)
def test_a_wrong_date_is_a_hint(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over("sample"), "/", "text:the -source:daily after:soon", size=size)


def test_a_saved_search(photo: Photo) -> None:
    saving = ("/", "text:the -post", "tab", "S", "ctrl+u", "text:时间 and time", "enter")
    assert photo(app_over("sample"), *saving, "1", "5", size=SMALL)


def test_search_in_texts(photo: Photo) -> None:
    assert photo(app_over("sample"), "/", "text:in:text 潮汐")


def test_empty_shelf(photo: Photo) -> None:
    assert photo(app_over("sample"), "4")


def test_find_in_article(photo: Photo) -> None:
    assert photo(app_over("sample"), *TO_THE_PORTAL_PAGE, "enter", "/", "text:潮汐", "enter", "n")


def test_tags_prompt(photo: Photo) -> None:
    assert photo(app_over("sample"), *TO_THE_PORTAL_PAGE, "t")


def test_one_row_library(photo: Photo) -> None:
    assert photo(app_over([("one.txt", PAGE.format(title="冬天的渡口"))]))


def test_very_long_titles(photo: Photo) -> None:
    titles = ("渡口" * 60, "An unreasonably long headline that goes on " * 5, "无空格" * 20 + "LatinWithoutSpaces" * 5)
    pages = [(f"{number}.txt", PAGE.format(title=title.strip())) for number, title in enumerate(titles)]
    assert photo(app_over(pages), size=SMALL)


def test_article_alone(photo: Photo) -> None:
    assert photo(app_over("sample"), *TO_THE_PORTAL_PAGE, "w")


def test_help(photo: Photo) -> None:
    assert photo(app_over("sample"), "?")


def test_news(photo: Photo) -> None:
    assert photo(app_over("sample"), ":", "text:what is new", "enter")


def test_palette(photo: Photo) -> None:
    assert photo(app_over("sample"), ":", "text:book")


@pytest.mark.parametrize(
    "keys", [(), (*TO_THE_PORTAL_PAGE, "enter"), ("/", "text:cxfd")], ids=["list", "article", "search"]
)
def test_no_colour(photo: Photo, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert photo(app_over("sample"), *keys, size=SMALL)


def test_unreadable_library(photo: Photo) -> None:
    LIBRARY.mkdir()
    (LIBRARY / "articles.json").mkdir()
    assert photo(app_over("empty"))


def test_newer_library(photo: Photo) -> None:
    app = app_over([("one.txt", PAGE.format(title="冬天的渡口"))])
    make_newer(LIBRARY / "articles.json")
    assert photo(app)


def make_newer(path: Path) -> None:
    """Make a library file that says it was written by a later version."""
    path.write_text(path.read_text("utf-8").replace('"schema":1', '"schema":999'), "utf-8")
    assert "999" in path.read_text("utf-8")


@pytest.mark.parametrize("size", [NARROW, SMALL], ids=named)
def test_whether_the_trash_is_to_be_emptied(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over("sample", keys={"empty_trash": "ctrl+e"}), "D", "D", "ctrl+e", "text:yes", size=size)


def test_an_empty_trash(photo: Photo) -> None:
    assert photo(app_over("sample", keys={"trashed": "ctrl+e"}), "ctrl+e", size=SMALL)
