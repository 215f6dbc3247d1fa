"""Articles too long to be laid out before they are shown: keys act on what is there, and nothing moves."""

from collections.abc import Callable

import pytest

from reader.layout.page import Page, page
from reader.ui.draw import press, settle
from reader.ui.jobs import Jobs
from reader.ui.screen import MainScreen
from tests.ui.conftest import Running, app_over
from tests.ui.long_articles import LONG
from tests.ui.samples import screen_of


@pytest.fixture
def parts_only(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """Hold back whole pages; what is in the list has them laid out."""
    held: list[Callable[[], None]] = []
    latest = Jobs.latest

    def hold(jobs: Jobs, kind: str, work: object) -> None:
        if kind == "whole page":
            held.append(lambda: latest(jobs, kind, work))  # type: ignore[arg-type]
        else:
            latest(jobs, kind, work)  # type: ignore[arg-type]

    monkeypatch.setattr(Jobs, "latest", hold)
    return held


def in_sight(screen: MainScreen) -> list[str]:
    """Return the lines of text in the pane."""
    pane = screen.article
    top = pane.scroll_offset.y
    return [line.text for line in pane.lines[top : top + pane.size.height]]


def whole_page(screen: MainScreen) -> Page:
    opened = screen.article.opened
    assert opened is not None
    return page(opened.row.article, opened.body, width=opened.look.width)


async def test_a_part_is_shown_first_and_the_whole_takes_its_place_without_a_line_moving(
    running: Running, parts_only: list[Callable[[], None]]
) -> None:
    async with running(app_over(LONG)) as pilot:
        screen = screen_of(pilot)
        pane = screen.article
        await press(pilot, "enter", "space", "space", "j")
        part, shown, height = pane.count, in_sight(screen), pane.cursor - pane.scroll_offset.y
        line = pane.line
        parts_only.pop()()
        await settle(pilot)
        assert part < pane.count == len(whole_page(screen).lines)
        assert in_sight(screen) == shown
        assert (pane.line, pane.cursor - pane.scroll_offset.y) == (line, height)


async def test_the_ends_of_a_page_are_reached_while_there_is_only_a_part_of_it(
    running: Running, parts_only: list[Callable[[], None]]
) -> None:
    async with running(app_over(LONG)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "G")
        assert not screen.article.opened.page.is_whole  # type: ignore[union-attr]
        assert screen.article.line == whole_page(screen).lines[-1]
        assert screen.article.progress == 1.0
        await press(pilot, "g")
        assert screen.article.line == whole_page(screen).lines[0]


async def test_a_page_further_than_the_part_goes_is_a_page_further(
    running: Running, parts_only: list[Callable[[], None]]
) -> None:
    async with running(app_over(LONG)) as pilot:
        screen = screen_of(pilot)
        lines = whole_page(screen).lines
        rows = screen.article.size.height - 1
        await press(pilot, "enter", *["space"] * 12)
        assert lines[12 * rows] == screen.article.line
        await press(pilot, *["pageup"] * 12)
        assert lines[0] == screen.article.line


async def test_matches_are_gone_to_where_the_part_does_not_reach(
    running: Running, parts_only: list[Callable[[], None]]
) -> None:
    async with running(app_over(LONG)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "/", "text:第987段", "enter")
        assert screen.article.line is not None
        assert screen.article.line.text.startswith("第987段")
        await press(pilot, "'", "'")
        assert screen.article.cursor == 0


async def test_a_width_and_a_place_are_kept_in_the_middle_of_a_long_article(running: Running) -> None:
    async with running(app_over(LONG)) as pilot:
        screen = screen_of(pilot)
        pane = screen.article
        await press(pilot, "enter", "/", "text:第500段", "enter", "j", "j", "j")
        place, height = pane.place, pane.cursor - pane.scroll_offset.y
        for key in ("-", "-", "+", "+", "P", "c", "c", "c"):
            await press(pilot, key)
            row = pane.opened.page.row_of(place)  # type: ignore[union-attr, arg-type]
            assert (pane.cursor, pane.cursor - pane.scroll_offset.y) == (row, height), key
        await pilot.resize_terminal(100, 36)
        await settle(pilot)
        assert pane.cursor == pane.opened.page.row_of(place)  # type: ignore[union-attr, arg-type]
        assert pane.cursor - pane.scroll_offset.y == height
