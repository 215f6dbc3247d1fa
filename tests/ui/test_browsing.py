"""Browsing the library: the list, marks, shelves, searching, adding and coming back."""

from pathlib import Path

import pytest

from reader.core import changes
from reader.core.changes import Field
from reader.core.query import Shelf, Sort
from reader.layout.page import Mode
from reader.library import Library
from reader.ui.draw import press, settle
from tests.conftest import NOON
from tests.ui.conftest import LIBRARY, Running, app_over
from tests.ui.samples import PAGES, said, screen_of, title_at_hand, titles


async def test_going_into_an_article_marks_it_read(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "j", "enter")
        assert screen.pane is screen.article
        assert title_at_hand(screen) == "秋天的渡口"
        assert [row.state.read for row in screen.listing.view.rows] == [None, NOON, None, None]


async def test_what_was_read_stays_in_the_unread_list_until_it_is_left(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "2", "enter")
        assert len(titles(screen)) == 4
        await press(pilot, "h", "2")
        assert len(titles(screen)) == 3


async def test_changes_are_undone_and_done_again(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        for key, field in (("b", Field.BOOKMARKED), ("r", Field.READ), ("e", Field.ARCHIVED), ("D", Field.TRASHED)):
            id = screen.row_at_hand.id  # type: ignore[union-attr]
            for pressed, is_set in ((key, True), ("u", False), ("U", True), ("u", False)):
                await press(pilot, pressed)
                state = screen.library.catalog.find(id).state  # type: ignore[union-attr]
                assert (changes.value_of(state, field) is not None) is is_set, (key, pressed)


async def test_what_is_shown_as_done_is_on_disk(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "b")
        with Library.open(LIBRARY) as other:
            assert [row.state.bookmarked for row in other.catalog.rows] == [None, None, None, NOON]


async def test_archiving_moves_on_to_the_row_that_takes_its_place(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "j", "e")
        assert titles(screen) == ["冬天的渡口", "夏天的渡口", "春天的渡口"]
        assert title_at_hand(screen) == "夏天的渡口"
        await press(pilot, "u")
        assert title_at_hand(screen) == "秋天的渡口"
        await press(pilot, "U", "4")
        assert titles(screen) == ["秋天的渡口"]


async def test_another_process_shows_up_without_moving_the_cursor(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "j", "/", "text:渡口")
        late = Path("late.txt")
        late.write_text(PAGES[0][1].replace("春天的渡口", "最新的渡口").replace("03-01", "04-01"), "utf-8")
        with Library.open(LIBRARY, clock=lambda: NOON) as other:
            list(other.add([late]))
        await pilot.pause(0.7)
        await settle(pilot)
        assert len(titles(screen)) == 5
        assert screen.search.box.value == "渡口"
        assert screen.search.box.has_focus


async def test_escape_gives_the_list_back_as_it_was(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "j", "j", "/", "text:dtddk")
        assert titles(screen) == ["冬天的渡口"]
        await press(pilot, "escape")
        assert title_at_hand(screen) == "夏天的渡口"
        assert len(titles(screen)) == 4
        assert screen.search.box.value == ""
        assert screen.pane is screen.listing


async def test_keys_typed_in_one_breath_go_where_they_were_meant(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await pilot.press("j", "/", "q", "t", "d", "d", "k", "enter")
        await settle(pilot)
        assert screen.query_now.text == "qtddk"
        assert screen.pane is screen.article
        assert title_at_hand(screen) == "秋天的渡口"


async def test_tags_are_asked_for_and_kept(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "t", "text:ai,river, ai", "enter")
        assert screen.row_at_hand.state.tags == ("ai", "river")  # type: ignore[union-attr]
        await press(pilot, "t", "text:x", "escape")
        assert screen.row_at_hand.state.tags == ("ai", "river")  # type: ignore[union-attr]


async def test_a_question_keeps_letters_and_editing_keys(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "t", "text:jkq", "left", "left", "delete", "home", "text:b", "enter")
        assert screen.row_at_hand.state.tags == ("bjq",)  # type: ignore[union-attr]


async def test_shelves_sorts_and_the_source_filter(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "s")
        assert titles(screen)[0] == "春天的渡口"
        assert screen.query_now.sort is Sort.OLDEST
        await press(pilot, "3")
        assert screen.query_now.shelf is Shelf.BOOKMARKED
        assert titles(screen) == []
        await press(pilot, "F", "f")
        assert screen.query_now.text == "source:长河晚报"
        assert len(titles(screen)) == 4
        await press(pilot, "f")
        assert screen.query_now.text == ""


async def test_next_unread_goes_over_what_was_read(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "j", "r", "k", "enter", "]")
        assert screen.pane is screen.article
        assert title_at_hand(screen) == "夏天的渡口"
        await press(pilot, "[")
        assert title_at_hand(screen) == "夏天的渡口"
        assert "Nothing unread" in said(screen)


async def test_a_click_chooses_and_a_second_one_opens(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await pilot.click(screen.listing, offset=(10, 5))
        await settle(pilot)
        assert title_at_hand(screen) == "夏天的渡口"
        await pilot.click(screen.listing, offset=(10, 5), times=2)
        await settle(pilot)
        assert screen.pane is screen.article


async def test_no_link_is_opened_that_is_no_web_address(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "o")
        assert "No link" in said(screen_of(pilot))


async def test_the_session_is_taken_up_where_it_was_left(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "s", "s", "G", "enter", "c")
    async with running(app_over([])) as pilot:
        screen = screen_of(pilot)
        assert screen.query_now.sort is Sort.ADDED
        assert screen.mode is Mode.GONE
        assert screen.listing.cursor == 3


async def test_files_are_added_from_inside(running: Running) -> None:
    for name, text in PAGES:
        Path(name).write_text(text, "utf-8")
    async with running(app_over("empty")) as pilot:
        screen = screen_of(pilot)
        await press(pilot, ":", "text:add files", "enter", "ctrl+u", "text:1.txt", "enter")
        assert titles(screen) == ["春天的渡口"]
        assert said(screen) == "Added: 1 new"
        await press(pilot, ":", "text:add files", "enter", "ctrl+u", "text:nowhere", "enter")
        assert "nowhere" in said(screen)
        assert "1 problem" in said(screen)


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_adding_is_stopped_by_escape_and_by_quitting_and_what_was_added_stays(running: Running, key: str) -> None:
    folder = Path("many")
    folder.mkdir()
    for number in range(1500):
        (folder / f"{number}.txt").write_text(PAGES[0][1].replace("春天", f"第{number}个春天"), "utf-8")
    async with running(app_over("empty")) as pilot:
        screen = screen_of(pilot)
        await press(pilot, ":", "text:add files", "enter", "ctrl+u", "text:many")
        await pilot.press("enter")
        while not (screen.library and screen.library.catalog.rows):
            await pilot.pause(0.01)
        await pilot.press(key)
        if key == "escape":
            await settle(pilot)
            assert "stopped" in said(screen)
            assert 0 < len(titles(screen)) < 1500
    with Library.open(LIBRARY) as library:
        assert 0 < len(library.catalog.rows) < 1500


async def test_where_all_is_archived_or_in_the_trash_that_is_said_before_the_library_is_open_too(
    running: Running,
) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "e", "D", "D", "e")
        assert titles(screen_of(pilot)) == []
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        assert screen.card is not None
        assert screen.card.heading == "Nothing is left here"
        await press(pilot, "enter", "4")
        assert len(titles(screen)) == 2


async def test_back_from_an_article_alone_shows_the_list(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "w")
        assert not screen.listing.display
        await press(pilot, "h")
        assert screen.listing.display
        assert screen.focused is screen.listing


async def test_a_click_into_the_list_takes_a_question_back(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "t", "text:a tag")
        await pilot.click(screen.listing, offset=(10, 3))
        await press(pilot, "j")
        assert not screen.status.is_asking
        assert screen.focused is screen.listing
