"""How the browser pane and grouped lists look, in every state and size."""

import pytest

from tests.ui.conftest import Photo, app_over
from tests.ui.test_snapshots import LARGE, MIDDLE, NARROW, SMALL, named

SIZES = pytest.mark.parametrize("size", [NARROW, SMALL, MIDDLE, LARGE], ids=named)
PAGES = [
    (f"{number}.txt", f"{title}\n\n{source}2026-0{number}-07 05:06:07\n\n渡口的老船工说,这条河三十年没有结过冰了。\n")
    for number, (title, source) in enumerate(
        [("春天的渡口", "大运河与长江下游航运史研究会会刊"), ("夏天的渡口", "长河晚报"), ("秋天的渡口", "长河晚报")], 1
    )
]


@SIZES
@pytest.mark.parametrize("theme", ["reader-dark", "reader-light"])
def test_browsing(photo: Photo, size: tuple[int, int], theme: str) -> None:
    assert photo(app_over("sample", theme), "B", "j", "j", size=size)


@SIZES
@pytest.mark.parametrize("theme", ["reader-dark", "reader-light"])
@pytest.mark.parametrize("grouping", ["source", "month"])
def test_a_grouped_list(photo: Photo, size: tuple[int, int], theme: str, grouping: str) -> None:
    assert photo(app_over("sample", theme), "z", *(["z"] if grouping == "month" else []), "j", "j", size=size)


@SIZES
def test_reading_with_the_browser_open(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over("sample"), "B", "j", "l", "l", size=size)


@SIZES
def test_the_list_that_was_narrowed_to_a_month(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over("sample"), "B", "G", "k", "k", "k", "k", "enter", size=size)


def test_scrolled_within_a_group_its_heading_stays(photo: Photo) -> None:
    assert photo(app_over("sample"), "z", "G", "k", "k", "k", size=SMALL)


def test_long_names_are_cut_in_cells(photo: Photo) -> None:
    assert photo(app_over(PAGES), "B", "j", "z", size=SMALL)


def test_tags_and_what_else_is_searched_for(photo: Photo) -> None:
    assert photo(app_over("sample"), "/", "text:the", "enter", "h", "B", *["j"] * 13, size=SMALL)


@pytest.mark.parametrize("size", [NARROW, SMALL], ids=named)
def test_browsing_an_empty_library(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over("empty"), "B", size=size)


def test_browsing_a_shelf_on_which_nothing_is(photo: Photo) -> None:
    assert photo(app_over(PAGES), "4", "B", size=SMALL)
