"""What holds whichever comes first: the next key, an answer from a thread, or a message of a pane."""

import pytest

from reader.core import marks
from reader.library import Library
from reader.ui import in_texts, looking, pages
from reader.ui.draw import press, settle
from reader.ui.highlight_screen import HighlightScreen
from reader.ui.messages import RowHighlighted, SectionToggled
from reader.ui.piping import Printed
from reader.ui.receiving import receive
from reader.ui.search_pane import Scope
from tests.ui.conftest import Running, app_over
from tests.ui.long_articles import FOLDED, LINKED
from tests.ui.samples import PAGES, said, screen_of, slowly

SLOW = 0.3
"""Seconds, more than the keys after it take."""


async def test_an_article_that_comes_before_the_list_says_so_shows_what_it_was_found_by(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:in:text 第9天", "enter")
        following = screen.view.rows[1].id
        assert screen.library is not None
        receive(pages.opened(screen.library, following, pages.look_of(screen), None), screen)
        screen.on_row_highlighted(RowHighlighted(following))
        await settle(pilot)
        assert screen.opened is not None
        assert screen.opened.row.id == following
        assert len(screen.article.matches.places) == 1


async def test_letters_over_links_stay_while_the_place_is_kept(running: Running) -> None:
    async with running(app_over(LINKED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "j", "L")
        letters = dict(screen.article.hints)
        assert letters
        screen.article.keep_place()
        await settle(pilot)
        assert screen.opened is not None
        assert screen.opened.row.state.position == screen.article.place
        assert screen.article.hints == letters


async def test_letters_over_links_are_shown_again_on_another_page(running: Running) -> None:
    async with running(app_over(LINKED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "L")
        before = dict(screen.article.hints)
        await pilot.resize_terminal(60, 24)
        await settle(pilot)
        assert screen.article.hints.keys() != before.keys()
        assert sorted(screen.article.hints.values()) == sorted(before.values())
        await press(pilot, "D")
        assert pilot.app.clipboard == "mailto:editor@maps.example"
        assert screen.taker is None


async def test_sections_that_are_opened_one_right_after_the_other_are_all_open(running: Running) -> None:
    async with running(app_over(FOLDED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter")
        assert screen.opened is not None
        folded = {section.start for section in screen.opened.body.sections if section.label.is_clutter}
        assert len(folded) > 1
        for start in folded:
            screen.article.post_message(SectionToggled(start))
        await settle(pilot)
        assert screen.opened.row.state.revealed == folded


@pytest.mark.parametrize("letter", ["a", "A"])
async def test_a_mark_can_be_gone_to_at_once(running: Running, monkeypatch: pytest.MonkeyPatch, letter: str) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "j", "j")
        marked = screen.article.place
        monkeypatch.setattr(Library, "apply", slowly(Library.apply, SLOW))
        await pilot.press("m", letter, "G", "'", letter)
        await settle(pilot)
        assert screen.article.place == marked


async def test_marks_that_are_read_too_late_are_not_shown(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(app_over(LINKED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter")
        monkeypatch.setattr(marks, "capitals", slowly(marks.capitals, SLOW))
        await pilot.press("m", "escape", "L")
        await settle(pilot)
        assert said(screen).startswith("Letters open a link")


async def test_no_letter_is_waited_for_once_something_lies_over_the_panes(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "m")
        receive(Printed("done", ("what a command printed",)), screen)
        await press(pilot, "q")
        assert pilot.app.screen is screen
        assert screen.opened is not None
        assert not screen.opened.row.state.marks


async def test_who_types_on_while_texts_are_searched_stays_in_the_box(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_texts, "PAUSE", SLOW)
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:in:text 第1")
        await pilot.press("2", "enter")
        screen.search.box.value = "in:text 第12天"
        await settle(pilot)
        assert screen.search.box.value == "in:text 第12天"
        assert screen.search.box.has_focus
        assert all(row.is_unread for row in screen.view.rows)


async def test_a_highlight_that_is_taken_away_is_not_listed_in_another_order(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "enter", "a", "M")
        listed = pilot.app.screen
        assert isinstance(listed, HighlightScreen)
        assert len(listed.pane.entries) == 1
        monkeypatch.setattr(Library, "apply", slowly(Library.apply, SLOW))
        await pilot.press("D", "s")
        await settle(pilot)
        assert not listed.pane.entries


async def test_an_article_that_comes_as_the_box_is_entered_leaves_it_to_the_text(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter")
        assert screen.library is not None
        coming = pages.opened(screen.library, screen.view.rows[1].id, pages.look_of(screen), None)
        looking.search(screen)
        receive(coming, screen)
        await settle(pilot)
        assert screen.search.scope is Scope.ARTICLE
