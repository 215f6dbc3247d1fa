"""What is seen where Chinese is spoken: nothing in English but articles and the names of keys."""

import pytest

from reader.wording import speak
from tests.ui.conftest import Photo, app_over
from tests.ui.test_highlighting import ARTICLE
from tests.ui.test_snapshots_highlighting import HIGHLIGHT

SMALL, LARGE = (80, 24), (120, 36)

STATES = {
    "bookmarked": ("j", "b", "v"),
    "article": ("l", "G"),
    "browse": ("B", "j", "j"),
    "understood": ("/", "text:潮 标签:ai 来源:x -来源:it 之后:2026-01 -状态:归档 范围:正文"),
    "not understood": ("/", "text:潮 fo:x"),
    "values": ("/", "text:-状态:"),
    "keys": ("?",),
    "last keys": ("?", "end"),
    "palette": (":", "text:书签"),
}
"""What is pressed in the sample library, by what is then to be seen."""

ANSWERS = {
    "why": ("l", *"jjjjj", "x"),
    "mark": ("l", "m"),
    "link": ("l", "L"),
    "export": ("E",),
    "save": ("/", "text:潮", "enter", "S"),
    "tags": ("t",),
    "find": ("l", "/", "text:potato"),
    "grouped": ("z", "j"),
    "nothing": ("4",),
    "sorted": ("s", "s"),
    "clutter": ("l", "c"),
    "undone": ("e", "u"),
}
"""The same of questions, and of what is said in the bottom line."""


@pytest.fixture(autouse=True)
def chinese() -> None:
    speak("zh")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
@pytest.mark.parametrize("state", STATES)
def test_the_sample_library(photo: Photo, state: str, size: tuple[int, int]) -> None:
    assert photo(app_over("sample"), *STATES[state], size=size)


@pytest.mark.parametrize("answer", ANSWERS)
def test_questions_and_answers(photo: Photo, answer: str) -> None:
    assert photo(app_over("sample"), *ANSWERS[answer], size=SMALL)


def test_an_empty_library(photo: Photo) -> None:
    assert photo(app_over("empty"), size=SMALL)


def test_the_list_of_highlights(photo: Photo) -> None:
    assert photo(app_over(ARTICLE), *HIGHLIGHT, "M", "j", size=SMALL)
