"""Keys in one burst, as a slow line delivers them, do what they do one by one."""

import pytest
from textual import events
from textual.pilot import Pilot

from reader.layout.page import page
from reader.ui.draw import press, settle, still
from reader.ui.highlight_screen import HighlightScreen
from reader.ui.keys import long_name
from reader.ui.screen import MainScreen
from tests.ui.conftest import Running, app_over
from tests.ui.samples import PAGES, said, screen_of, slowly

NAMED = {"\r": "enter", "\t": "tab", "\x1b": "escape", "\x7f": "backspace"}


async def burst(pilot: Pilot[None], text: str) -> None:
    """Press the keys that type a text, none of them waiting for what the others do."""
    for typed in text:
        name = NAMED.get(typed)
        pilot.app.post_message(events.Key(name, None) if name else events.Key(long_name(typed), typed))
    await settle(pilot)


def tags(screen: MainScreen) -> list[tuple[str, ...]]:
    return [row.state.tags for row in screen.view.rows]


async def test_what_follows_an_answer_is_no_part_of_it(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await burst(pilot, "tfood，花\rjb")
        assert tags(screen)[:2] == [("food", "花"), ()]
        assert [row.state.bookmarked is not None for row in screen.view.rows[:2]] == [False, True]
        assert not screen.status.is_asking


async def test_archiving_twice_at_once_does_not_take_it_back(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await burst(pilot, "ee")
        assert len(screen.view.rows) == 3
        await press(pilot, "u")
        assert len(screen.view.rows) == 4, "it was one step"


async def test_a_question_asked_before_the_last_answer_is_kept_takes_nothing_from_it(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await burst(pilot, "tone\rttwo\r")
        assert tags(screen)[0] == ("one", "two")


async def test_tab_completes_what_was_typed_before_it(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "t", "text:food, fish", "enter", "j")
        await burst(pilot, "tfi\tx\r")
        assert tags(screen)[1] == ("fish", "x")


async def test_what_follows_a_search_is_no_part_of_it(running: Running) -> None:
    app = app_over(PAGES)
    async with running(app) as pilot:
        screen = screen_of(pilot)
        still(app)
        await burst(pilot, "/天\rb")
        assert screen.query_now.text == "天"
        assert screen.pane is screen.article
        assert said(screen).startswith("Bookmarked")


async def test_what_follows_finding_in_the_article_goes_on_from_it(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter")
        await burst(pilot, "/老船工\r")
        await burst(pilot, "/老船工\rnnb")
        assert screen.finding.texts == ("老船工",)
        assert screen.article.matches.at == 2
        assert said(screen).startswith("Bookmarked")


async def test_what_is_rubbed_out_is_no_part_of_the_answer(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await burst(pilot, "tfoodie\x7f\x7f\x7fl\rb")
        assert tags(screen)[0] == ("fool",)
        assert said(screen).startswith("Bookmarked")


async def test_escape_comes_after_what_was_typed(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await burst(pilot, "tfood\x1bb")
        assert set(tags(screen)) == {()}
        assert said(screen).startswith("Bookmarked")


async def test_filtering_highlights_ends_with_enter(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "enter", "}", "a", "}", "a")
        await burst(pilot, "M/第1天\rs")
        over = pilot.app.screen
        assert isinstance(over, HighlightScreen)
        assert over.box.value == "第1天"
        assert over.focused is over.pane


PARAGRAPH = "船夫早上来得很早。雾里看不清对岸。等到中午才开船。\n\n"
SENTENCES = [("a.txt", f"春天的渡口\n\n长河晚报2026-03-01 05:06:07\n\n{9 * PARAGRAPH}")]


@pytest.mark.parametrize(
    ("keys", "colour", "note"),
    [("anfoo\r", "yellow", "foo"), ("aAgreen\r", "green", ""), ("aa)A蓝\r", "blue", "")],
    ids=["noted", "coloured", "taken away and chosen again"],
)
async def test_what_follows_a_highlight_is_about_it(running: Running, keys: str, colour: str, note: str) -> None:
    async with running(app_over(SENTENCES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "}")
        await burst(pilot, f"){keys}")
        assert screen.opened is not None
        (one,) = screen.opened.row.state.highlights
        assert (one.quote, one.colour, one.note) == ("船夫早上来得很早。", colour, note)


async def test_highlighting_twice_takes_the_highlight_away(running: Running) -> None:
    async with running(app_over(SENTENCES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "}")
        await burst(pilot, ")aa}a}aa}a")
        assert screen.opened is not None
        assert len(screen.opened.row.state.highlights) == 2
        assert said(screen).startswith("Highlighted")


async def test_finding_in_an_article_that_is_still_coming(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        monkeypatch.setattr("reader.layout.page.page", slowly(page, 0.1))
        await burst(pilot, "jl/老船工\rb")
        assert screen.finding.texts == ("老船工",)
        assert screen.article.matches.places
        assert [row.state.bookmarked is not None for row in screen.view.rows[:2]] == [False, True]
