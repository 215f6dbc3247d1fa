"""The browser pane narrows the list as its cursor moves, and gives it back; the list stands in groups when asked."""

import pytest
from textual.pilot import Pilot

from reader.core.facets import Facet, Kind
from reader.core.query import Grouping, Shelf
from reader.ui.browse_pane import BrowsePane
from reader.ui.draw import press, settle
from tests.ui.conftest import Running, app_over
from tests.ui.samples import PARAGRAPHS, said, screen_of, titles

SOURCES = ["长河晚报", "长河晚报", "潮间科技", "长河晚报"]
MONTHS = ["2025-12", "2026-01", "2026-03", "2026-03"]
NAMES = ["冬天的渡口", "新年的渡口", "春天的潮汐", "春天的渡口"]
PAGES = [
    (f"{number}.txt", f"{name}\n\n{source}{month}-0{number} 05:06:07\n\n{PARAGRAPHS}")
    for number, (name, source, month) in enumerate(zip(NAMES, SOURCES, MONTHS, strict=True), 1)
]
NEWEST = NAMES[::-1]
DOWN_TO_2025 = ("j",) * 6
"""From all articles over two sources, a year and its two months."""


def pane_of(pilot: Pilot[None]) -> BrowsePane:
    pane = screen_of(pilot).browse
    assert pane is not None
    return pane


def at_hand(pilot: Pilot[None]) -> Facet:
    pane = pane_of(pilot)
    return next(facet for facet in pane.facets if facet == pane.chosen)


async def test_the_list_is_narrowed_as_the_cursor_moves(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "B")
        assert screen.pane is pane_of(pilot)
        assert [(facet.kind, facet.name, facet.count) for facet in pane_of(pilot).facets] == [
            (Kind.ALL, "", 4),
            (Kind.SOURCE, "长河晚报", 3),
            (Kind.SOURCE, "潮间科技", 1),
            (Kind.YEAR, "2026", 3),
            (Kind.MONTH, "2026-03", 2),
            (Kind.MONTH, "2026-01", 1),
            (Kind.YEAR, "2025", 1),
            (Kind.MONTH, "2025-12", 1),
        ]
        for shown in (
            ["春天的渡口", "新年的渡口", "冬天的渡口"],
            ["春天的潮汐"],
            NEWEST[:3],
            NEWEST[:2],
            ["新年的渡口"],
        ):
            await press(pilot, "j")
            assert titles(screen) == shown
            assert len(shown) == at_hand(pilot).count
            assert screen.search.box.value == screen.query_now.text == at_hand(pilot).token
        await press(pilot, "g")
        assert titles(screen) == NEWEST
        assert screen.search.box.value == ""


async def test_escape_gives_the_list_back_and_enter_keeps_what_it_was_narrowed_to(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "j", "j", "B", *DOWN_TO_2025, "escape")
        assert screen.pane is screen.listing
        assert titles(screen) == NEWEST
        assert screen.listing.cursor == 2
        await press(pilot, "B", *DOWN_TO_2025, "enter")
        assert screen.pane is screen.listing
        assert titles(screen) == ["冬天的渡口"]
        await press(pilot, "B", "k", "k", "B")
        assert titles(screen) == ["冬天的渡口"]
        assert screen.query_now.text == "on:2025"


async def test_what_was_typed_stays_and_what_is_typed_moves_the_cursor(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:渡口", "enter", "h", "B", *DOWN_TO_2025[:3])
        assert screen.query_now.text == "渡口 on:2026"
        assert sorted(titles(screen)) == sorted(["春天的渡口", "新年的渡口"])
        await press(pilot, "/", "ctrl+u", "text:source:潮间科技")
        assert at_hand(pilot).name == "潮间科技"
        await press(pilot, "enter", "h", "B", "j")
        assert screen.query_now.text == "on:2026"


async def test_counts_are_of_the_shelf_at_hand_and_follow_changes(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "B", "l", "b", "3")
        assert [facet.count for facet in pane_of(pilot).facets] == [1, 1, 1, 1]
        assert screen.query_now.shelf is Shelf.BOOKMARKED
        await press(pilot, "1", "t", "text:later", "enter")
        assert ("later", 1) in [(facet.name, facet.count) for facet in pane_of(pilot).facets]
        await press(pilot, "u")
        assert Kind.TAG not in [facet.kind for facet in pane_of(pilot).facets]


async def test_tab_goes_through_the_browser_too_while_it_is_open(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "B", "tab")
        assert screen.pane is screen.listing
        await press(pilot, "shift+tab")
        assert screen.pane.id == "browse"
        await press(pilot, "B", "tab", "tab", "tab")
        assert screen.pane is screen.listing


async def test_a_click_narrows_and_a_click_on_the_list_goes_there(running: Running) -> None:
    async with running(app_over(PAGES), size=(120, 36)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "B")
        await pilot.click(BrowsePane, offset=(5, 4))
        await settle(pilot)
        assert titles(screen) == ["春天的潮汐"]
        await pilot.click(BrowsePane, offset=(5, 5))
        await settle(pilot)
        assert titles(screen) == ["春天的潮汐"], "a heading is nothing to go to"
        await pilot.click("#list", offset=(9, 2))
        await settle(pilot)
        assert screen.pane is screen.listing


async def test_the_browser_opens_in_an_empty_library(running: Running) -> None:
    async with running(app_over("empty")) as pilot:
        await press(pilot, "B", "j", "G", "k", "space")
        assert [facet.count for facet in pane_of(pilot).facets] == [0]


async def test_the_list_is_grouped_by_source_by_month_or_not(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "z")
        assert said(screen) == "Grouped by source"
        assert [(group.name, group.count) for group in screen.view.groups] == [("潮间科技", 1), ("长河晚报", 3)]
        assert titles(screen) == ["春天的潮汐", "春天的渡口", "新年的渡口", "冬天的渡口"]
        await press(pilot, "z")
        assert [group.name for group in screen.view.groups] == ["2026-03", "2026-01", "2025-12"]
        await press(pilot, "z")
        assert said(screen) == "Not grouped"
        assert screen.view.groups == ()
        await press(pilot, ":", "text:group by month", "enter")
        assert screen.query_now.grouping is Grouping.MONTH


async def test_the_cursor_stays_on_its_article_and_goes_over_headings(running: Running) -> None:
    async with running(app_over(PAGES), size=(80, 6)) as pilot:
        screen = screen_of(pilot)
        listing = screen.listing
        await press(pilot, "j", "z")
        assert listing.highlighted is not None
        assert listing.highlighted.article.title == "春天的潮汐"
        for key, cursor in (("j", 1), ("G", 3), ("J", 3), ("K", 2), ("g", 0), ("space", 1), ("pageup", 0)):
            await press(pilot, key)
            assert listing.cursor == cursor, key
        await press(pilot, "G")
        top = "".join(segment.text for segment in listing.render_line(0))
        assert top.startswith("── 长河晚报 · 3"), "the heading of the first row in sight stays on top"


async def test_a_click_on_a_heading_is_nothing_and_below_it_goes_to_the_row(running: Running) -> None:
    async with running(app_over(PAGES), size=(80, 24)) as pilot:
        listing = screen_of(pilot).listing
        await press(pilot, "z", "g")
        for line, cursor in ((4, 0), (5, 1), (6, 1), (7, 2)):  # a line each of frame and heading, two of each row
            await pilot.click("#list", offset=(9, line))
            assert listing.cursor == cursor, line


async def test_searching_leaves_groups_out_and_says_so(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:渡口", "tab", "z")
        assert said(screen) == "Grouped by source · what is searched for stands closest first"
        assert screen.view.groups == ()
        await press(pilot, "F")
        assert len(screen.view.groups) == 2


@pytest.mark.parametrize("key", ["b", "e", "r", "t"])
async def test_a_changed_article_keeps_the_cursor_in_a_grouped_list(running: Running, key: str) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "z", "g", "j", "j")
        await press(pilot, key, *(("text:x", "enter") if key == "t" else ()))
        assert screen.listing.highlighted is not None
        assert screen.listing.highlighted.article.title == ("冬天的渡口" if key == "e" else "新年的渡口")


async def test_groups_and_browser_are_as_they_were_left(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "z", "z", "B", "j", "enter", "ctrl+q")
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        assert [group.name for group in screen.view.groups] == ["2026-03", "2026-01", "2025-12"]
        assert screen.pane is screen.listing
        assert pane_of(pilot).display
        assert [facet.count for facet in pane_of(pilot).facets][:2] == [4, 3]
        await press(pilot, "B", "B", "ctrl+q")
    async with running(app_over(PAGES)) as pilot:
        assert screen_of(pilot).browse is None


async def test_a_saved_search_shows_under_its_name_in_a_grouped_list(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "z", "/", "text:on:2026", "enter", "h", "S", "ctrl+u", "text:this year", "enter")
        assert screen.query_now.name == "this year"
        assert len(screen.view.groups) == 2


async def test_the_facet_at_hand_stays_marked_when_it_is_counted_anew(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "B", "j", "e")
        assert (at_hand(pilot).name, at_hand(pilot).count) == ("长河晚报", 2)
