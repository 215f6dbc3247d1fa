"""What the panes do together: the app over the sample library, its keys pressed one after the other."""

import time
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from reader.core import changes
from reader.core.changes import Field
from reader.core.query import Shelf, Sort
from reader.layout.page import Mode, Page, Role, page
from reader.library import Library
from reader.ui.app import ReaderApp
from reader.ui.draw import press, settle
from reader.ui.screen import MainScreen
from tests.conftest import NOON
from tests.ui.conftest import LIBRARY, Running, app_over

SENTENCE = "渡口的老船工说,这条河三十年没有结过冰了。"
PARAGRAPHS = "".join(f"第{day}天,{SENTENCE}\n\n" for day in range(1, 31))
PAGES = [
    (f"{number}.txt", f"{title}\n\n长河晚报2026-03-0{number} 05:06:07\n\n" + PARAGRAPHS)
    for number, title in enumerate(["春天的渡口", "夏天的渡口", "秋天的渡口", "冬天的渡口"], 1)
]


def screen_of(pilot: Pilot[None]) -> MainScreen:
    assert isinstance(pilot.app, ReaderApp)
    return pilot.app.main


def titles(screen: MainScreen) -> list[str]:
    return [row.article.title for row in screen.listing.view.rows]


def said(screen: MainScreen) -> str:
    return str(screen.status.query_one("#said").render())


def title_at_hand(screen: MainScreen) -> str:
    row = screen.row_at_hand
    assert row is not None
    return row.article.title


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


async def test_the_place_is_kept_and_survives_another_width(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "space", "j", "j")
        place = screen.article.opened.page.position_of(screen.article.cursor)  # type: ignore[union-attr]
        await pilot.pause(0.6)
        await settle(pilot)
        assert screen.row_at_hand.state.position == place  # type: ignore[union-attr]
        await press(pilot, "-", "-", "-")
        await settle(pilot)
        here = screen.article.opened.page.row_of(place)  # type: ignore[union-attr]
        assert screen.article.cursor == here
    async with running(app_over([])) as pilot:
        screen = screen_of(pilot)
        assert screen.article.cursor == screen.article.opened.page.row_of(place)  # type: ignore[union-attr]
        top = screen.article.scroll_offset.y
        assert top <= screen.article.cursor < top + screen.article.size.height


async def test_a_page_that_took_long_fits_the_pane_as_it_is_by_then(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*arguments: Any, **options: Any) -> Page:  # noqa: ANN401
        time.sleep(0.3)
        return page(*arguments, **options)

    monkeypatch.setattr("reader.ui.screen.lay_out", slowly)
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        screen.opened = None
        await pilot.press("j")
        await pilot.resize_terminal(90, 30)
        await settle(pilot)
        assert screen.article.opened is not None
        assert screen.article.opened.page.width == screen.article.text_width


async def test_clutter_cycles_and_a_section_opens_in_place(running: Running) -> None:
    async with running(app_over("sample")) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "j", "j", "j", "enter")
        roles = [{line.role for line in screen.article.lines} & {Role.FOLD, Role.CLUTTER}]
        for _ in range(2):
            await press(pilot, "c")
            roles.append({line.role for line in screen.article.lines} & {Role.FOLD, Role.CLUTTER})
        assert roles == [{Role.FOLD}, set(), {Role.FOLD, Role.CLUTTER}]
        await press(pilot, "c", "G", "C")
        assert screen.mode is Mode.FOLDED
        assert Role.CLUTTER in {line.role for line in screen.article.lines}
        await press(pilot, "C")
        assert Role.CLUTTER not in {line.role for line in screen.article.lines}


async def test_x_twice_marks_a_section_the_other_way_and_u_takes_it_back(running: Running) -> None:
    async with running(app_over("sample")) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "j", "j", "j", "enter", "G", "x")
        folds = sum(line.role is Role.FOLD for line in screen.article.lines)
        await press(pilot, "x")
        assert sum(line.role is Role.FOLD for line in screen.article.lines) == folds - 1
        await press(pilot, "u")
        assert sum(line.role is Role.FOLD for line in screen.article.lines) == folds


async def test_finding_in_the_article_goes_round(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "/", "text:老船工", "enter")
        assert screen.search.found == "1 of 30"
        await press(pilot, "N")
        assert screen.search.found == "30 of 30"
        await press(pilot, "n", "n")
        assert screen.search.found == "2 of 30"
        await press(pilot, "escape")
        assert not screen.article.matches.places
        assert screen.pane is screen.article


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
        assert screen.query_now.text == 'source:"长河晚报"'
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


async def test_space_reads_on_into_the_next_unread_article(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "G", "space")
        assert title_at_hand(screen) == "秋天的渡口"


async def test_copying_gives_the_text_unwrapped_and_without_clutter(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "enter", "Y")
        lines = pilot.app.clipboard.splitlines()
        assert lines[0] == "冬天的渡口"
        assert sum(SENTENCE in line for line in lines) == 30


async def test_a_selection_is_copied_as_the_article_has_it(running: Running) -> None:
    async with running(app_over(PAGES), size=(40, 30)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter")
        pane = screen.article
        row = next(index for index, line in enumerate(pane.lines) if line.role is Role.BODY)
        assert pane.lines[row].block == pane.lines[row + 1].block, "the paragraph is meant to be wrapped"
        await drag(pilot, from_=(5, row + 1), to=(6, row + 2))
        selected = screen.get_selected_text()
        assert selected
        assert f"第1天,{SENTENCE}".index(selected) == 1
        assert len(selected) > len(pane.lines[row].text) - 1
        await press(pilot, "Y")
        assert pilot.app.clipboard == selected


async def drag(pilot: Pilot[None], from_: tuple[int, int], to: tuple[int, int]) -> None:
    """Drag the mouse over the article pane, from one cell to another."""
    pane = screen_of(pilot).article
    await pilot.mouse_down(pane, offset=from_)
    await pilot.hover(pane, offset=to)
    await pilot.mouse_up(pane, offset=to)
    await settle(pilot)


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
