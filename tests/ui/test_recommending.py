"""What the keys do with a recommendation: go to the article, or keep a stub of it."""

import pytest

from reader.core.query import Shelf
from reader.ui.draw import press
from reader.ui.screen import MainScreen
from tests.ui.conftest import Running, app_over
from tests.ui.recommended import HELD, PAGES
from tests.ui.samples import said, screen_of, title_at_hand, titles

PAGE, FISH, GULL = "冬天的渡口", "卖鱼的老周学会了写诗,鱼摊上贴满了句子", "一只海鸥连续四十天准时来上课"
TO_THE_SECTION = ("enter", "G", "k")
TO_THE_FIRST = (*TO_THE_SECTION, "enter", "j", "j")


def marks(screen: MainScreen) -> dict[str, str]:
    """Return the mark before each title of the open list."""
    return {line.text: line.prefix.strip() for line in screen.article.lines if line.role == "item"}


async def test_enter_goes_to_an_article_that_is_there(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, *TO_THE_FIRST)
        assert marks(screen) == {HELD: "✓", FISH: "", GULL: ""}
        await press(pilot, "enter")
        assert title_at_hand(screen) == HELD
        assert screen.pane is screen.article
        assert screen.row_at_hand.state.read is not None  # type: ignore[union-attr]


async def test_enter_finds_an_article_that_the_list_does_not_show(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:渡口", "enter")
        assert titles(screen) == [PAGE]
        await press(pilot, "G", "k", "enter", "j", "j", "enter")
        assert title_at_hand(screen) == HELD
        assert titles(screen) == [PAGE, HELD]
        assert screen.query_now.shelf is Shelf.ALL


async def test_enter_on_another_says_how_to_keep_it(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, *TO_THE_FIRST, "j", "j", "enter")
        assert said(screen) == "Not in the library · i keeps it as a stub"
        assert title_at_hand(screen) == PAGE


@pytest.mark.parametrize("key", ["i", "insert"])
async def test_a_key_keeps_the_recommendation_at_hand(running: Running, key: str) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, *TO_THE_FIRST, "j", "j", "j", key)  # on the line of details
        assert said(screen) == "Kept as a stub · u undoes"
        assert marks(screen) == {HELD: "✓", FISH: "◌", GULL: ""}
        assert titles(screen) == [PAGE, HELD, FISH]
        await press(pilot, key)
        assert said(screen) == "In the library already · Enter opens it"
        await press(pilot, "u")
        assert marks(screen) == {HELD: "✓", FISH: "", GULL: ""}
        assert titles(screen) == [PAGE, HELD]


async def test_on_the_line_of_a_section_it_keeps_all(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, *TO_THE_SECTION, "i")
        assert said(screen) == "2 kept as stubs · u undoes"
        assert titles(screen) == [PAGE, HELD, FISH, GULL]
        await press(pilot, "i")
        assert said(screen) == "Nothing here that the library does not have"


async def test_elsewhere_it_says_what_it_is_for(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        for keys in (["i"], ["enter", "g", "i"], ["G", "i"]):
            await press(pilot, *keys)
            assert said(screen).startswith("No recommendation here")
        assert titles(screen) == [PAGE, HELD]


async def test_unread_articles_are_looked_for_past_stubs(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, *TO_THE_SECTION, "i", "]")
        assert title_at_hand(screen) == HELD
        await press(pilot, "]")
        assert title_at_hand(screen) == HELD
