"""What the app shows and takes before its library is open: the front of the list, kept from the last time."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event

from textual.color import Color
from textual.pilot import Pilot

from reader.config import Settings
from reader.core.catalog import Row
from reader.core.query import Sort
from reader.library import Library
from reader.store.front import ARTICLES
from reader.ui import looking
from reader.ui.app import ReaderApp
from reader.ui.draw import press, settle
from tests.conftest import NOON
from tests.ui.conftest import LIBRARY, Running, app_over
from tests.ui.samples import PAGES, screen_of, title_at_hand, titles

TITLES = ["冬天的渡口", "秋天的渡口", "夏天的渡口", "春天的渡口"]
MANY = [(f"{number}.txt", f"第{number}号渡口\n\n老船工说了第{number}句话。\n") for number in range(230)]
LONGEST = 10.0
"""Seconds after which a library is opened, whatever a test does."""


def kept(pages: list[tuple[str, str]]) -> None:
    """Make a library of pages, and keep its front."""
    app_over(pages)
    Library.open(LIBRARY).close(front=Sort.NEWEST)


@asynccontextmanager
async def started(opens: Event) -> AsyncIterator[Pilot[None]]:
    """Run the app, whose library is not open before `opens` is set."""
    app = ReaderApp(LIBRARY.absolute(), clock=lambda: NOON)

    def hold(_: object) -> None:
        opens.wait(LONGEST)

    app.main.jobs.queue("open", hold)
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            assert app.main.library is None
            yield pilot
            opens.set()
    finally:
        opens.set()


async def ready(pilot: Pilot[None], opens: Event) -> None:
    opens.set()
    await settle(pilot)
    assert screen_of(pilot).library is not None


def rows() -> dict[str, Row]:
    with Library.open(LIBRARY) as library:
        return {row.article.title: row for row in library.catalog.rows}


async def test_the_first_rows_are_painted_before_the_library_is_open() -> None:
    kept(PAGES)
    opens = Event()
    async with started(opens) as pilot:
        screen = screen_of(pilot)
        assert titles(screen) == TITLES
        assert "冬天的渡口" in screen.listing.render_line(0).text
        assert "4" in str(screen.listing.border_title)
        assert screen.opened is None
        await ready(pilot, opens)
        assert titles(screen) == TITLES
        assert screen.opened is not None
        assert screen.opened.row.article.title == TITLES[0]


async def test_the_title_says_how_many_there_are_in_all() -> None:
    kept(MANY)
    async with started(Event()) as pilot:
        screen = screen_of(pilot)
        assert len(titles(screen)) < len(MANY)
        assert str(screen.listing.border_title) == "Articles · 230"


async def test_the_front_of_another_file_is_not_shown() -> None:
    kept(PAGES)
    shutil.copy(LIBRARY / ARTICLES, "copy")
    os.replace("copy", LIBRARY / ARTICLES)
    opens = Event()
    async with started(opens) as pilot:
        screen = screen_of(pilot)
        assert titles(screen) == []
        assert screen.card is not None
        assert screen.card.heading == "Opening the library…"
        await ready(pilot, opens)
        assert titles(screen) == TITLES


async def test_what_is_done_to_the_first_rows_is_kept() -> None:
    kept(PAGES)
    opens = Event()
    async with started(opens) as pilot:
        await pilot.press("j", "b", "t", "r", "e", "d", "enter")
        await ready(pilot, opens)
        assert title_at_hand(screen_of(pilot)) == TITLES[1]
    state = rows()[TITLES[1]].state
    assert state.bookmarked == NOON
    assert state.tags == ("red",)


async def test_what_is_done_to_the_first_rows_is_kept_when_the_app_is_left_at_once() -> None:
    kept(PAGES)
    opens = Event()
    async with started(opens) as pilot:
        await pilot.press("b", "q")
    assert rows()[TITLES[0]].state.bookmarked == NOON


async def test_an_article_chosen_from_the_first_rows_is_opened(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "G")
    opens = Event()
    async with started(opens) as pilot:
        screen = screen_of(pilot)
        await pilot.press("g", "j", "enter")
        await ready(pilot, opens)
        assert screen.pane is screen.article
        assert title_at_hand(screen) == TITLES[1]
    assert rows()[TITLES[1]].state.read == NOON


async def test_a_query_typed_before_the_library_is_open_is_answered() -> None:
    kept(PAGES)
    opens = Event()
    async with started(opens) as pilot:
        screen = screen_of(pilot)
        await pilot.press("/", "春")
        await ready(pilot, opens)
        assert titles(screen) == [TITLES[3]]
        await press(pilot, "backspace", "text:source:")
        assert screen.search.suggestions.best is not None


async def test_the_article_that_was_open_last_is_selected(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "j", "j")
    opens = Event()
    async with started(opens) as pilot:
        assert title_at_hand(screen_of(pilot)) == TITLES[2]
        await ready(pilot, opens)
        assert title_at_hand(screen_of(pilot)) == TITLES[2]


async def test_the_article_that_was_open_last_is_selected_beyond_the_first_rows(running: Running) -> None:
    async with running(app_over(MANY)) as pilot:
        await press(pilot, "G")
        last = title_at_hand(screen_of(pilot))
    opens = Event()
    async with started(opens) as pilot:
        screen = screen_of(pilot)
        assert title_at_hand(screen) != last
        await ready(pilot, opens)
        assert title_at_hand(screen) == last
    opens = Event()
    async with started(opens) as pilot:
        screen = screen_of(pilot)
        await pilot.press("j")
        here = title_at_hand(screen)
        await ready(pilot, opens)
        assert title_at_hand(screen) == here != last


async def test_a_library_that_cannot_be_opened_takes_its_first_rows_back() -> None:
    kept(PAGES)
    with (LIBRARY / ARTICLES).open("r+b") as file:  # what a later version of the program may have written
        head = file.readline()
        file.seek(0)
        file.write(head.replace(b'"schema":1', b'"schema":9'))
    opens = Event()
    async with started(opens) as pilot:
        screen = screen_of(pilot)
        await pilot.press("b")
        opens.set()
        await settle(pilot)
        assert titles(screen) == []
        assert screen.card is not None
        assert screen.card.heading == "The library cannot be opened"


async def test_a_library_whose_name_is_too_long_is_told_of() -> None:
    app = ReaderApp(LIBRARY.absolute() / ("n" * 300), clock=lambda: NOON)
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert app.main.library is None
        assert app.main.card is not None
        assert "too long" in str(app.main.card.paragraphs)


async def test_the_sample_asked_for_before_the_library_is_open_is_the_one_that_is_opened() -> None:
    app = ReaderApp(LIBRARY.absolute(), clock=lambda: NOON)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert len(titles(app.main)) > 4


async def test_the_theme_is_the_settings_from_the_first_frame_on_and_can_be_changed() -> None:
    for theme, other in (("reader-light", "reader-contrast-dark"), ("nord", "reader-dark")):
        app = ReaderApp(LIBRARY.absolute(), Settings(theme=theme), clock=lambda: NOON)
        async with app.run_test() as pilot:
            assert app.main.styles.background == Color.parse(str(app.current_theme.background))
            assert app.has_class(f"-theme-{theme}")
            looking.theme(app.main)
            await settle(pilot)
            assert app.theme == other
            assert not app.has_class(f"-theme-{theme}")
            assert app.main.styles.background == Color.parse(str(app.current_theme.background))
