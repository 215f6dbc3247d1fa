"""The reader's place: kept while reading, carried along by the mouse, marked with letters, jumped from and back to."""

import pytest
from textual.events import MouseScrollDown
from textual.widget import Widget

from reader.config import load_session
from reader.core.article import Body
from reader.core.changes import move
from reader.core.errors import Unreadable
from reader.core.state import Position
from reader.library import Library
from reader.ui import pages
from reader.ui.article_pane import REST
from reader.ui.draw import press, settle, still
from reader.ui.receiving import receive
from reader.ui.screen import MainScreen
from tests.ui.conftest import LIBRARY, Running, app_over
from tests.ui.long_articles import LONG
from tests.ui.samples import PAGES, said, screen_of, title_at_hand


def text_at_hand(screen: MainScreen) -> str:
    assert screen.article.line is not None
    return screen.article.line.text


def marks_of(screen: MainScreen) -> dict[str, str]:
    """Return the marks of the library, each with the title of its article."""
    assert screen.library is not None
    rows = screen.library.catalog.rows
    return {mark.letter: row.article.title for row in rows for mark in row.state.marks}


async def test_a_mark_is_set_and_gone_to(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "space", "j", "m", "a")
        marked = text_at_hand(screen)
        assert marks_of(screen) == {"a": "冬天的渡口"}
        await press(pilot, "g", "'", "a")
        assert text_at_hand(screen) == marked
        await press(pilot, "'", "b")
        assert "b" in said(screen)
        assert text_at_hand(screen) == marked


async def test_a_capital_letter_is_gone_to_from_anywhere_and_stands_in_one_article(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "space", "m", "A", "J", "m", "A")
        assert marks_of(screen) == {"A": "秋天的渡口"}
        await press(pilot, "K", "j", "m", "B", "h", "e", "2", "/", "text:夏天", "escape")
        assert "冬天的渡口" not in [row.article.title for row in screen.listing.view.rows]
        await press(pilot, "'", "B")
        assert title_at_hand(screen) == "冬天的渡口"
        assert screen.pane is screen.article
        assert screen.article.place is not None
        assert screen.article.place.block > 0


async def test_two_quotes_go_back_to_where_the_last_jump_came_from(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "space", "j", "j")
        left = text_at_hand(screen)
        for jump in (["G"], ["g"], ["/", "text:第20天", "enter"]):
            await press(pilot, *jump)
            assert text_at_hand(screen) != left
            await press(pilot, "'", "'")
            assert text_at_hand(screen) == left, jump
        await press(pilot, "m", "A", "J", "'", "A")
        assert title_at_hand(screen) == "冬天的渡口"
        await press(pilot, "'", "'")
        assert title_at_hand(screen) == "秋天的渡口"


@pytest.mark.parametrize(("quote", "letter"), [("＇", "ａ"), ("‘", "a"), ("’", "a")])
async def test_marks_work_with_a_chinese_input_method_on(running: Running, quote: str, letter: str) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "space", "ｍ", letter)
        marked = text_at_hand(screen)
        await press(pilot, "g", quote, letter)
        assert text_at_hand(screen) == marked


async def test_what_is_marked_is_shown_and_escape_takes_the_question_back(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "m", "Q", "space", "m", "z", "'")
        assert "Q 冬天的渡口" in said(screen)
        assert "z 第" in said(screen)
        line = screen.article.cursor
        await press(pilot, "escape")
        assert screen.taker is None
        assert "back" in said(screen)
        await press(pilot, "m", "7")
        assert "letters" in said(screen)
        assert (screen.article.cursor, screen.pane) == (line, screen.article)


async def test_marks_are_no_step_of_undo(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "b", "m", "a", "u")
        assert marks_of(screen) == {"a": "冬天的渡口"}
        assert screen.row_at_hand is not None
        assert screen.row_at_hand.state.bookmarked is None


async def test_the_mouse_wheel_takes_the_place_along(running: Running) -> None:
    async with running(app_over(LONG)) as pilot:
        screen = screen_of(pilot)
        pane = screen.article
        await press(pilot, "enter")
        for _ in range(6):
            pane._on_mouse_scroll_down(wheel(pane))
        await settle(pilot)
        in_sight = [line.text for line in pane.lines[pane.scroll_offset.y :]]
        assert pane.scroll_offset.y > 0
        assert text_at_hand(screen) == next(filter(None, in_sight)), "the first line in sight with text"
        await pilot.pause(2.2 * REST)  # a timer that is set anew begins again at the end of its time only
        await settle(pilot)
        assert screen.row_at_hand is not None
        assert screen.row_at_hand.state.position == pane.place


def wheel(pane: Widget) -> MouseScrollDown:
    """Return a notch of the mouse wheel."""
    return MouseScrollDown(pane, 1, 1, 0, 1, 0, False, False, False)


async def test_the_place_is_kept_though_the_cursor_never_rests(running: Running) -> None:
    async with running(app_over(LONG)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter")
        kept = set[Position | None]()
        for _ in range(70):
            await pilot.press("j")
            await pilot.pause(0.05)
            kept.add(screen.library.catalog.rows[0].state.position)  # type: ignore[union-attr]
        assert len(kept - {None}) >= 2


async def test_the_place_is_kept_though_the_next_article_is_there_before_the_list_says_so(running: Running) -> None:
    app = app_over(PAGES)
    async with running(app) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter")
        still(app)
        await press(pilot, "space")
        reached, library = screen.article.place, screen.library
        assert reached is not None
        assert library is not None
        left, following = (row.id for row in screen.view.rows[:2])
        receive(pages.opened(library, following, pages.look_of(screen), None), screen)
        await settle(pilot)
        assert library.catalog.find(left).state.position == reached


async def test_which_article_is_read_is_known_before_the_app_is_left(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "T", "j", "enter")
        assert load_session(LIBRARY).article == screen.view.rows[1].id
        await press(pilot, "J")
        assert load_session(LIBRARY).article == screen.view.rows[2].id
        theme = pilot.app.theme
    assert load_session(LIBRARY).theme == theme
    async with running(app_over([])) as pilot:
        await press(pilot, "k", "enter")
        assert load_session(LIBRARY).theme == theme, "how it was left last stays"


@pytest.mark.parametrize("place", [Position(block=10**6), Position(block=3, offset=10**9), Position(block=0, offset=7)])
async def test_a_place_that_the_text_does_not_have_is_the_nearest(running: Running, place: Position) -> None:
    app = app_over(PAGES)
    with Library.open(LIBRARY) as library:
        for row in library.catalog.rows:
            library.apply(move(row, place, 0.3))
    async with running(app) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "j", "k", "k")
        assert 0 <= screen.article.cursor < screen.article.count


async def test_the_list_shows_how_far_was_read(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "space")
        await pilot.pause(0.6)
        await settle(pilot)
        percent = f"{round(100 * screen.listing.view.rows[0].state.progress)} %"
        assert percent != "0 %"
        for keys in ((), ("b",), ("r",), ("e", "4")):
            await press(pilot, *keys)
            shown = "".join(screen.listing.render_line(y).text for y in range(screen.listing.size.height))
            assert percent in shown, keys


async def test_space_at_the_end_of_the_last_unread_says_so(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "G", "enter", "G", "space")
        assert title_at_hand(screen) == "春天的渡口"
        assert "Nothing unread" in said(screen)


async def test_a_mark_is_gone_to_though_the_list_was_found_by_texts(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "j", "j", "j", "m", "A")
        marked = screen.article.place
        await press(pilot, "h", "/", "text:in:text 第29天", "enter", "J", "'", "A")
        assert title_at_hand(screen) == "冬天的渡口"
        assert screen.article.place == marked
        assert len(screen.article.matches.places) == 1


async def test_what_is_gone_for_good_cannot_be_gone_back_to(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "m", "'", "D", "h", ":", "text:empty the trash", "enter", "text:yes", "enter")
        assert len(screen.view.rows) == 3
        await press(pilot, "'", "'")
        assert "not in the library any more" in said(screen)
        assert screen.pane is screen.listing


async def test_an_article_that_cannot_be_read_does_not_show_as_another(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "j", "j")
        damaged, body = screen.view.rows[1].id, Library.body

        def read(library: Library, id: str) -> Body:
            if id == damaged:
                raise Unreadable("the text is damaged", "restore a backup")
            return body(library, id)

        monkeypatch.setattr(Library, "body", read)
        await press(pilot, "J")
        assert "damaged" in said(screen)
        assert screen.opened is None
        await press(pilot, "a", "j", "K")
        assert title_at_hand(screen) == "冬天的渡口"
        assert screen.opened is not None
        assert not screen.opened.row.state.highlights
