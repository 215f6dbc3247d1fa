"""What choosing, highlighting and noting look like, in every theme, and the list of highlights."""

import pytest

from tests.ui.conftest import Photo, app_over
from tests.ui.test_highlighting import ARTICLE

CHOOSE = ("enter", "}", ")", ")")
HIGHLIGHT = (
    *("enter", "}", ")", ")", "v", "(", "A", "text:blue", "enter"),
    *("g", "}", ")", "A", "text:yellow", "enter", "n", "text:read this again", "enter"),
    *("}", ")", "A", "text:green", "enter", "}", "A", "text:pink", "enter"),
    *("}", ".", ".", "A", "text:purple", "enter"),
)


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light"])
def test_a_passage_that_is_chosen(photo: Photo, theme: str) -> None:
    assert photo(app_over(ARTICLE, theme), *CHOOSE, size=(80, 24))


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light", "reader-contrast-dark", "reader-contrast-light"])
def test_highlights_in_all_colours(photo: Photo, theme: str) -> None:
    assert photo(app_over(ARTICLE, theme), *HIGHLIGHT, "{", "{", "{", size=(100, 30))


def test_highlights_without_colours(photo: Photo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert photo(app_over(ARTICLE), *HIGHLIGHT, "g", "}", "}", ")", size=(100, 30))


def test_the_question_for_a_colour(photo: Photo) -> None:
    assert photo(app_over(ARTICLE), *CHOOSE, "A", "text:p", size=(80, 24))


def test_the_question_for_a_note(photo: Photo) -> None:
    assert photo(app_over(ARTICLE), *CHOOSE, "n", "text:why twice?", size=(80, 24))


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 12)], ids=str)
def test_the_list_of_highlights(photo: Photo, theme: str, size: tuple[int, int]) -> None:
    assert photo(app_over(ARTICLE, theme), *HIGHLIGHT, "M", "j", size=size)


def test_the_list_without_colours(photo: Photo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert photo(app_over(ARTICLE), *HIGHLIGHT, "M", "j", size=(80, 24))


def test_the_list_filtered_by_words_and_colour(photo: Photo) -> None:
    assert photo(app_over(ARTICLE), *HIGHLIGHT, "M", "M", "s", "A", "/", "text:read", size=(80, 24))


def test_the_list_asking_for_a_note(photo: Photo) -> None:
    assert photo(app_over(ARTICLE), *HIGHLIGHT, "M", "n", size=(80, 24))


def test_an_empty_list(photo: Photo) -> None:
    assert photo(app_over(ARTICLE), "M", size=(80, 24))


def test_a_list_in_which_nothing_is_found(photo: Photo) -> None:
    assert photo(app_over(ARTICLE), *HIGHLIGHT, "M", "/", "text:nowhere", "enter", size=(80, 24))
