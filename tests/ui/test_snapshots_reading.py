"""Places, finding and links in the article, as pictures."""

import pytest

from tests.ui.conftest import Photo, app_over
from tests.ui.long_articles import FOLDED, LINKED
from tests.ui.samples import PAGES
from tests.ui.test_snapshots import MIDDLE, NARROW, SMALL, named


@pytest.mark.parametrize("size", [NARROW, SMALL, MIDDLE], ids=named)
def test_a_letter_is_asked_for_and_what_is_marked_is_shown(photo: Photo, size: tuple[int, int]) -> None:
    keys = ("enter", "space", "m", "a", "J", "m", "Q", "j", "j", "j", "m", "c", "'")
    assert photo(app_over(PAGES), *keys, size=size)


def test_a_mark_was_set(photo: Photo) -> None:
    assert photo(app_over(PAGES), "enter", "space", "m", "a", size=SMALL)


def test_nothing_is_marked_so(photo: Photo) -> None:
    assert photo(app_over(PAGES), "enter", "'", "x", size=SMALL)


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light", "reader-contrast-dark"])
def test_matches_and_how_many_are_folded_away(photo: Photo, theme: str) -> None:
    assert photo(app_over(FOLDED, theme), "enter", "/", "text:潮汐", size=SMALL)


def test_matches_of_pinyin(photo: Photo) -> None:
    assert photo(app_over(FOLDED), "enter", "/", "text:laochuangong", "enter", "n", size=SMALL)


def test_nothing_is_found(photo: Photo) -> None:
    assert photo(app_over(FOLDED), "enter", "/", "text:鲸鱼", size=SMALL)


def test_a_match_in_what_was_folded_is_opened(photo: Photo) -> None:
    assert photo(app_over(FOLDED), "enter", "/", "text:潮汐", "enter", "Z", "N", size=SMALL)


def test_going_round_to_the_last_match(photo: Photo) -> None:
    assert photo(app_over(PAGES), "enter", "/", "text:老船工", "enter", "N", size=SMALL)


@pytest.mark.parametrize("size", [NARROW, SMALL, MIDDLE], ids=named)
@pytest.mark.parametrize("theme", ["reader-dark", "reader-light"])
def test_letters_over_links(photo: Photo, size: tuple[int, int], theme: str) -> None:
    assert photo(app_over(LINKED, theme), "enter", "L", size=size)


@pytest.mark.parametrize("size", [NARROW, SMALL, MIDDLE], ids=named)
def test_all_links(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over(LINKED), "enter", "L", "L", "j", size=size)


def test_a_link_was_copied(photo: Photo) -> None:
    assert photo(app_over(LINKED), "enter", "L", "A", size=SMALL)


def test_no_links(photo: Photo) -> None:
    assert photo(app_over(PAGES), "enter", "L", size=SMALL)


@pytest.mark.parametrize("presses", [1, 2], ids=["loose", "tight"])
def test_spacing(photo: Photo, presses: int) -> None:
    assert photo(app_over(PAGES), "enter", *["P"] * presses, size=SMALL)


def test_nothing_unread_after_the_last(photo: Photo) -> None:
    assert photo(app_over(PAGES), "G", "enter", "G", "space", size=SMALL)
