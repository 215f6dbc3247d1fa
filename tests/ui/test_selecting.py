"""Selecting several articles, and what the commands then do to all of them."""

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot

from reader.core.query import Shelf, Sort
from reader.ui.draw import press, settle
from reader.ui.screen import MainScreen
from reader.ui.selecting import rows_at_hand
from tests.ui.conftest import Running, app_over
from tests.ui.samples import PAGES, said, screen_of, title_at_hand, titles


def selected(screen: MainScreen) -> list[int]:
    """Return the places of the selected rows."""
    rows = screen.listing.view.rows
    return [place for place, row in enumerate(rows) if row.id in screen.listing.selection.ids]


def bookmarked(screen: MainScreen) -> list[int]:
    rows = screen.listing.view.rows
    return [place for place, row in enumerate(rows) if row.state.bookmarked]


async def click(pilot: Pilot[None], row: int, *, x: int = 10, shift: bool = False, control: bool = False) -> None:
    await pilot.click("#list", offset=Offset(x, 1 + 2 * row), shift=shift, control=control)
    await settle(pilot)


async def test_v_selects_and_goes_down_and_the_border_counts(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "v", "j", "v")
        assert (selected(screen), screen.listing.cursor) == ([0, 2], 3)
        assert str(screen.listing.border_subtitle) == "2 selected · newest first"
        await press(pilot, "k", "v")
        assert selected(screen) == [0]
        await press(pilot, "escape")
        assert (selected(screen), str(screen.listing.border_subtitle)) == ([], "newest first")


async def test_all_and_none_and_runs(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "V")
        assert selected(screen) == [0, 1, 2, 3]
        await press(pilot, "V")
        assert selected(screen) == []
        await press(pilot, "shift+down", "shift+down")
        assert (selected(screen), screen.listing.cursor) == ([0, 1, 2], 2)
        await press(pilot, "shift+up")
        assert selected(screen) == [0, 1]
        await press(pilot, "G", "shift+up")
        assert selected(screen) == [0, 1, 2, 3]


async def test_the_mouse_selects_with_ctrl_shift_or_at_the_edge(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await click(pilot, 1, control=True)
        assert (selected(screen), screen.listing.cursor) == ([1], 1)
        await click(pilot, 3, shift=True)
        assert selected(screen) == [1, 2, 3]
        await click(pilot, 2, x=2)
        assert selected(screen) == [1, 3]
        await click(pilot, 0)
        assert (selected(screen), screen.listing.cursor) == ([1, 3], 0)


async def test_one_key_changes_all_that_is_selected_and_one_undo_takes_it_back(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "b", "v", "v", "v", "b")
        assert bookmarked(screen) == [0, 1, 2], "one of them was bookmarked already: then all are"
        assert said(screen) == "Bookmarked 2 articles · u undoes"
        await press(pilot, "b")
        assert (bookmarked(screen), said(screen)) == ([], "Removed the bookmarks of 3 articles · u undoes")
        await press(pilot, "u")
        assert (bookmarked(screen), said(screen)) == ([0, 1, 2], "Undone: removed the bookmarks of 3 articles")
        await press(pilot, "u", "U")
        assert (bookmarked(screen), said(screen)) == ([0, 1, 2], "Done again: bookmarked 2 articles")
        assert selected(screen) == [0, 1, 2]


async def test_what_was_done_to_several_is_undone_after_a_restart_too(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "V", "e")
    async with running(app_over([])) as pilot:
        screen = screen_of(pilot)
        assert titles(screen) == []
        await press(pilot, "u")
        assert (len(titles(screen)), said(screen)) == (4, "Undone: archived 4 articles")
        await press(pilot, "U")
        assert (titles(screen), said(screen)) == ([], "Done again: archived 4 articles")


@pytest.mark.parametrize(("key", "shelf"), [("e", Shelf.ARCHIVED), ("D", Shelf.TRASHED)])
async def test_what_leaves_the_list_is_no_longer_selected_and_the_cursor_stays_near(
    running: Running, key: str, shelf: Shelf
) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        before = titles(screen)
        await press(pilot, "v", "v", key)
        assert titles(screen) == before[2:]
        assert (selected(screen), title_at_hand(screen)) == ([], before[2])
        await press(pilot, "u")
        assert titles(screen) == before
        screen.ask_view(shelf=shelf)
        await settle(pilot)
        assert titles(screen) == []


async def test_the_cursor_goes_up_where_nothing_is_left_below(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        before = titles(screen)
        await press(pilot, "G", "shift+up", "e")
        assert (titles(screen), title_at_hand(screen)) == (before[:2], before[1])


async def test_the_article_that_is_read_is_at_hand_whatever_is_selected(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "v", "v", "enter")
        assert [row.id for row in rows_at_hand(screen)] == [screen.listing.view.rows[2].id]
        await press(pilot, "b", "escape")
        assert (bookmarked(screen), selected(screen)) == ([2], [0, 1])


async def test_a_search_keeps_selected_what_it_still_shows(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "V", "/", "text:春天", "enter", "escape")
        assert [row.article.title for row in rows_at_hand(screen)] == ["春天的渡口"]
        await press(pilot, "escape")
        assert (len(titles(screen)), selected(screen)) == (1, []), "the selection goes first"
        await press(pilot, "escape")
        assert (len(titles(screen)), selected(screen)) == (4, [])


async def test_the_bottom_line_says_what_acts_on_the_selection(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        before = screen.status.hints
        await press(pilot, "v")
        shown = [hint.key for hint in screen.status.hints]
        assert [key for key in shown if key in "btreDv"] == ["b", "t", "r", "e", "D", "v"]
        await press(pilot, "escape")
        assert screen.status.hints == before


async def test_sorting_by_name_and_the_next_order(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        screen.action_run("sort_progress")
        await settle(pilot)
        assert (screen.query_now.sort, said(screen)) == (Sort.PROGRESS, "Sorted: furthest read first")
        await press(pilot, "s")
        assert (screen.query_now.sort, said(screen)) == (Sort.NEWEST, "Sorted: newest first")


async def test_an_article_does_not_move_away_while_it_is_read_but_when_the_reader_goes_on(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        screen.action_run("sort_progress")
        await press(pilot, "j", "j", "enter")
        before = titles(screen)
        await press(pilot, "G")
        screen.article.keep_place()
        await settle(pilot)
        assert screen.listing.view.rows[2].state.progress == 1.0
        assert (titles(screen), screen.listing.cursor) == (before, 2)
        await press(pilot, "J")
        assert titles(screen) == [before[2], before[0], before[1], before[3]]
        assert title_at_hand(screen) == before[3]
