"""The list of all highlights of the library, over the panes."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from reader.core.changes import Change, Field
from reader.core.highlights import highlight_of
from reader.core.passages import Passage
from reader.core.state import Highlight, Position
from reader.library import Library
from reader.ui.draw import press, settle
from reader.ui.highlight_screen import HighlightScreen
from reader.ui.screen import MainScreen
from reader.ui.status import StatusLine
from tests.conftest import NOON
from tests.ui.conftest import LIBRARY, Running, app_over
from tests.ui.samples import PAGES, SENTENCE, said, screen_of
from tests.ui.test_highlighting import ARTICLE, go_to


async def two_articles(pilot: Pilot[None]) -> MainScreen:
    """Highlight something in each of the first two articles, the second one with a note; the first is open."""
    screen = screen_of(pilot)
    await press(pilot, "enter", "}", "a", "h", "j", "enter", "}", "}", "A", "text:blue", "enter")
    await press(pilot, "n", "text:second", "enter", "h", "k")
    return screen


def listed(pilot: Pilot[None]) -> list[tuple[str, str]]:
    screen = pilot.app.screen
    assert isinstance(screen, HighlightScreen)
    return [(entry.row.article.title, entry.highlight.quote) for entry in screen.pane.entries]


class TestTheList:
    async def test_all_highlights_of_the_library(self, running: Running) -> None:
        async with running(app_over(PAGES)) as pilot:
            await two_articles(pilot)
            await press(pilot, "M")
            assert listed(pilot) == [
                ("秋天的渡口", f"第2天,{SENTENCE}"),
                ("冬天的渡口", f"第1天,{SENTENCE}"),
            ]

    async def test_enter_goes_to_one_wherever_it_is(self, running: Running) -> None:
        async with running(app_over(PAGES)) as pilot:
            screen = await two_articles(pilot)
            await press(pilot, "/", "text:夏天", "enter", "h", "M", "enter")
            assert screen.opened is not None
            assert screen.opened.row.article.title == "秋天的渡口"
            assert screen.pane is screen.article
            assert screen.article.line is not None
            assert screen.article.line.text.startswith("第2天")
            assert pilot.app.screen is screen

    async def test_words_colours_orders_and_articles(self, running: Running) -> None:
        async with running(app_over(PAGES)) as pilot:
            await two_articles(pilot)
            await press(pilot, "M", "/", "text:SECOND qiu", "enter")
            assert listed(pilot) == []
            await press(pilot, "escape", "/", "text:SECOND 秋", "enter")
            assert [title for title, _ in listed(pilot)] == ["秋天的渡口"]
            await press(pilot, "escape", "A")
            assert [title for title, _ in listed(pilot)] == ["冬天的渡口"]
            await press(pilot, "A", "A", "A", "A", "A", "s")
            assert len(listed(pilot)) == 2
            await press(pilot, "escape", "enter", "M")
            assert [title for title, _ in listed(pilot)] == ["冬天的渡口"]
            await press(pilot, "M")
            assert len(listed(pilot)) == 2

    async def test_removing_undoing_and_noting_there(self, running: Running) -> None:
        async with running(app_over(PAGES)) as pilot:
            screen = await two_articles(pilot)
            await press(pilot, "M", "D")
            assert [title for title, _ in listed(pilot)] == ["冬天的渡口"]
            await press(pilot, "u")
            assert len(listed(pilot)) == 2
            status = pilot.app.screen.query_one(StatusLine)
            assert str(status.query_one("#said").render()).startswith("Undone: ")
            await press(pilot, "g", "n", "text: thought", "enter")
            assert screen.library is not None
            notes = [one.note for row in screen.library.catalog.rows for one in row.state.highlights]
            assert sorted(notes) == ["", "second thought"]

    async def test_a_quote_is_copied_with_its_source(self, running: Running) -> None:
        async with running(app_over(PAGES)) as pilot:
            await two_articles(pilot)
            await press(pilot, "M", "y")
            assert pilot.app.clipboard.startswith(f"“第2天,{SENTENCE}”——《秋天的渡口》")
            status = pilot.app.screen.query_one(StatusLine)
            assert str(status.query_one("#said").render()).startswith("Quote copied with its source · ")

    async def test_one_that_is_no_longer_in_the_text_is_listed_and_said_to_be(self, running: Running) -> None:
        app = app_over(ARTICLE)
        with Library.open(LIBRARY, clock=lambda: NOON) as library:
            lost(library)
        async with running(app) as pilot:
            await press(pilot, "M")
            assert [quote for _, quote in listed(pilot)] == ["没有的话"]
            await press(pilot, "enter")
            assert said(screen_of(pilot)) == "This passage is no longer found in the text"

    async def test_e_writes_the_highlights_of_the_articles_listed(self, running: Running) -> None:
        async with running(app_over(PAGES)) as pilot:
            await two_articles(pilot)
            await press(pilot, "M", "E", "ctrl+u", "text:kept.notes.md", "enter")
            text = Path("kept.notes.md").read_text("utf-8")
            assert text.count("> 第") == 2
            assert "second" in text

    async def test_an_empty_list_says_what_to_press(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            await press(pilot, "M")
            assert isinstance(pilot.app.screen, HighlightScreen)
            assert pilot.app.screen.pane.said.startswith("None yet")
            await press(pilot, "q")
            assert pilot.app.screen is screen_of(pilot)

    async def test_a_click_goes_there_two_open_it(self, running: Running) -> None:
        async with running(app_over(PAGES)) as pilot:
            screen = await two_articles(pilot)
            await press(pilot, "M")
            await pilot.click("#highlights", offset=(10, 3))
            await settle(pilot)
            assert isinstance(pilot.app.screen, HighlightScreen)
            assert pilot.app.screen.pane.cursor == 1
            await pilot.click("#highlights", offset=(10, 3), times=2)
            await settle(pilot)
            assert screen.opened is not None
            assert screen.opened.row.article.title == "冬天的渡口"


def lost(library: Library) -> None:
    """Have the only article hold a highlight of what it does not say."""

    (row,) = library.catalog.rows
    one = Highlight(start=Position(block=4), stop=Position(block=4, offset=4), quote="没有的话", made=NOON)
    library.apply(Change(field=Field.HIGHLIGHTS, values=((row.id, (one,)),)))


async def test_what_is_noted_cannot_reach_the_terminal_or_be_markup(running: Running) -> None:
    app = app_over(ARTICLE)
    with Library.open(LIBRARY, clock=lambda: NOON) as library:
        hostile(library)
    async with running(app) as pilot:
        screen = await go_to(pilot, "The tide")
        assert "[b]␛[/]" in str(screen.article.border_subtitle).replace("\\[", "[")
        await press(pilot, "M")
        shown = "".join(strip.text for strip in strips(pilot.app.screen))  # type: ignore[arg-type]
        assert "\x1b" not in shown
        assert "[b]␛[/]" in shown


def strips(screen: HighlightScreen) -> list[Any]:
    return [screen.pane.render_line(y) for y in range(6)]


def hostile(library: Library) -> None:

    (row,) = library.catalog.rows
    body = library.body(row.id)
    block = next(at for at, each in enumerate(body.blocks) if each.text.startswith("The tide"))
    where = Passage(start=Position(block=block), stop=Position(block=block, offset=8))
    one = highlight_of(body, where, colour="\x1b[2J", note="[b]\x1b[/]", made=NOON)
    library.apply(Change(field=Field.HIGHLIGHTS, values=((row.id, (one,)),)))


async def test_keys_of_the_list_wait_while_a_note_is_asked_for(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "enter", "a", "M", "n", "text:more", "down", "ctrl+f", "text:D", "enter")
        assert isinstance(pilot.app.screen, HighlightScreen)
        assert [entry.highlight.note for entry in pilot.app.screen.pane.entries] == ["moreD"]
