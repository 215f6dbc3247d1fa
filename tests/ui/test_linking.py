"""The links of an article, by letters, by list and by mouse."""

import pytest
from textual.pilot import Pilot

from reader.layout.links import Link
from reader.ui import taking_out
from reader.ui.draw import press, settle
from reader.ui.link_list import LinkList
from reader.ui.linking import LETTERS, LinksFound, labels
from reader.ui.receiving import receive
from tests.ui.conftest import Running, app_over
from tests.ui.long_articles import LINKED
from tests.ui.samples import PAGES, said, screen_of

UP, DOWN, MAIL, LAST = (
    "https://maps.example/up?x=1",
    "https://maps.example/down",
    "mailto:editor@maps.example",
    "http://maps.example/last",
)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened."""
    addresses: list[str] = []
    monkeypatch.setattr(taking_out, "open_url", lambda screen, url: addresses.append(url))
    return addresses


def is_listing(pilot: Pilot[None]) -> bool:
    """Whether the list of all links is shown."""
    return isinstance(pilot.app.screen, LinkList)


@pytest.mark.parametrize("count", [1, 8, 9, 64, 65, 600])
def test_labels_are_of_one_length_and_none_twice(count: int) -> None:
    found = list(labels(count))
    assert len(set(found)) == count
    assert len(set(map(len, found))) == 1
    assert set("".join(found)) <= set(LETTERS)


async def test_letters_open_links_in_sight(running: Running, opened: list[str]) -> None:
    async with running(app_over(LINKED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "L")
        assert sorted(screen.article.hints.values()) == ["a", "d", "s"]
        await press(pilot, "s")
        assert opened == [DOWN]
        assert screen.article.hints == {}
        assert screen.taker is None


async def test_a_capital_letter_copies(running: Running, opened: list[str]) -> None:
    async with running(app_over(LINKED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "L", "D")
        assert pilot.app.clipboard == MAIL
        assert MAIL in said(screen)
        assert opened == []


@pytest.mark.parametrize("key", ["escape", "7", "g", "k"])
async def test_other_keys_take_the_letters_back_and_do_nothing(running: Running, opened: list[str], key: str) -> None:
    async with running(app_over(LINKED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "j", "L", key)
        assert (screen.article.hints, screen.taker, opened) == ({}, None, [])
        assert screen.article.cursor > 0
        assert screen.pane is screen.article


async def test_a_key_that_types_nothing_does_what_it_does(running: Running, opened: list[str]) -> None:
    async with running(app_over(LINKED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "L", "down")
        assert screen.article.hints == {}
        assert screen.article.cursor == 1


async def test_all_links_are_listed_and_opened_or_copied(running: Running, opened: list[str]) -> None:
    async with running(app_over(LINKED)) as pilot:
        await press(pilot, "enter", "L", "L")
        assert is_listing(pilot)
        await press(pilot, "j", "k", "G", "enter")
        assert opened == [LAST]
        assert not is_listing(pilot)
        await press(pilot, "L", "L", "j", "y")
        assert pilot.app.clipboard == DOWN
        await press(pilot, "L", "L", "escape")
        assert not is_listing(pilot)
        assert opened == [LAST]


async def test_without_a_link_in_sight_all_are_listed(running: Running, opened: list[str]) -> None:
    async with running(app_over(LINKED)) as pilot:
        await press(pilot, "enter", "space", "L")
        assert is_listing(pilot)


async def test_an_article_without_links_says_so(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "L")
        assert "No links" in said(screen)
        await press(pilot, "h", "L")
        assert screen.pane is screen.listing


async def test_a_click_shows_an_address_and_two_open_it(running: Running, opened: list[str]) -> None:
    async with running(app_over(LINKED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter")
        pane = screen.article
        cells = [(x, y) for y in range(pane.size.height) for x in range(pane.size.width) if pane.link_at(x, y) == UP]
        assert len(cells) == len(UP)
        place = (cells[3][0] + 1, cells[3][1] + 1)  # the frame
        await pilot.click(pane, offset=place)
        await settle(pilot)
        assert UP in said(screen)
        assert opened == []
        await pilot.click(pane, offset=place, times=2)
        await settle(pilot)
        assert opened == [UP]
        await pilot.click(pane, offset=place, control=True)
        await settle(pilot)
        assert opened == [UP, UP]


async def test_a_list_asked_for_twice_does_not_come_over_letters_that_are_waited_for(
    running: Running, opened: list[str]
) -> None:
    async with running(app_over(LINKED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "L")
        assert screen.opened is not None
        link = Link(block=0, start=0, stop=1, text=UP, href=UP)
        receive(LinksFound(screen.opened.row.id, (link,)), screen)
        await settle(pilot)
        assert not is_listing(pilot)


async def test_another_pane_is_waited_for_no_letters(running: Running, opened: list[str]) -> None:
    async with running(app_over(LINKED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "L")
        await pilot.click("#query")
        await settle(pilot)
        assert (screen.taker, screen.article.hints) == (None, {})
        await press(pilot, "text:a")
        assert screen.search.box.value == "a"
        assert opened == []


async def test_the_keys_of_the_list_can_be_moved(running: Running, opened: list[str]) -> None:
    app = app_over(LINKED, keys={"down": "f13", "copy_link": "W"})
    async with running(app) as pilot:
        await press(pilot, "enter", "L", "L", "j")
        assert "W copies" in str(pilot.app.screen.query_one("#links").border_subtitle)
        await press(pilot, "f13", "W")
        assert pilot.app.clipboard == DOWN


async def test_the_frames_are_no_lines(running: Running, opened: list[str]) -> None:
    async with running(app_over("empty")) as pilot:
        await pilot.click("#article", offset=(20, 0))  # once the end of the program
        await pilot.click("#list", offset=(5, 0))
        assert pilot.app.is_running
    async with running(app_over(LINKED)) as pilot:
        await press(pilot, "enter", "L", "L")
        await pilot.click("#links", offset=(5, 0))
        assert is_listing(pilot)
        assert opened == []
