"""Reading one article: its place, its clutter, finding in it and copying from it."""

import pytest
from textual.pilot import Pilot

from reader.layout.page import Mode, Role, page
from reader.ui.draw import press, settle
from reader.ui.receiving import receive
from tests.conftest import NOON
from tests.ui.conftest import Running, app_over
from tests.ui.samples import PAGES, SENTENCE, screen_of, slowly, title_at_hand


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
    monkeypatch.setattr("reader.layout.page.page", slowly(page, 0.3))
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


async def test_a_key_pressed_before_the_page_is_there_counts_for_it(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        monkeypatch.setattr("reader.layout.page.page", slowly(page, 0.1))
        await pilot.press("j", "c", "c")
        await settle(pilot)
        opened = screen.article.opened
        assert opened is not None
        assert opened.row == screen.listing.highlighted
        assert screen.mode is Mode.SHOWN
        assert not any(line.role is Role.FOLD for line in opened.page.lines)


async def test_what_was_done_to_an_article_while_its_page_was_laid_out_is_known(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        stale = screen.opened
        assert stale is not None
        await press(pilot, "b")
        receive(stale, screen)
        assert screen.opened is not None
        assert screen.opened.row.state.bookmarked == NOON
