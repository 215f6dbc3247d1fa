"""Selecting, tags and orders, as pictures."""

import pytest

from tests.ui.conftest import Photo, app_over

SMALL, MIDDLE = (80, 24), (120, 36)
NARROW, SHORT = (40, 12), (80, 16)


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light"])
def test_selected_rows(photo: Photo, theme: str) -> None:
    assert photo(app_over("sample", theme), "v", "j", "v", "v", "k", size=SMALL)


@pytest.mark.parametrize("size", [NARROW, SHORT, MIDDLE], ids=["40x12", "80x16", "120x36"])
def test_selected_rows_in_other_terminals(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over("sample"), "v", "j", "v", "v", "k", size=size)


def test_selected_rows_while_the_article_has_the_focus(photo: Photo) -> None:
    assert photo(app_over("sample"), "v", "v", "enter", size=SMALL)


def test_what_was_done_to_all_of_them(photo: Photo) -> None:
    assert photo(app_over("sample"), "V", "b", size=SMALL)


def test_the_prompt_for_tags_with_what_the_library_has(photo: Photo) -> None:
    assert photo(app_over("sample"), "t", size=SMALL)


@pytest.mark.parametrize("size", [NARROW, SMALL, MIDDLE], ids=["40x12", "80x24", "120x36"])
def test_a_tag_goes_on_behind_what_was_typed(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over("sample"), "t", "text:fo", size=size)


def test_a_tag_that_was_gone_to(photo: Photo) -> None:
    assert photo(app_over("sample"), "t", "down", "down", size=SMALL)


@pytest.mark.parametrize("size", [NARROW, SMALL], ids=["40x12", "80x24"])
def test_the_prompt_for_tags_of_several_articles(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over("sample"), "V", "t", size=size)


@pytest.mark.parametrize("size", [NARROW, SMALL, MIDDLE], ids=["40x12", "80x24", "120x36"])
def test_filters_stack_and_are_said_in_words(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over("sample"), "2", "j", "f", "/", "text: after:2025", "enter", "h", "s", size=size)


def test_a_shelf_in_words_with_nothing_searched_for(photo: Photo) -> None:
    assert photo(app_over("sample"), "2", "s", "s", size=SMALL)
