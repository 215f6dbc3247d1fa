"""Finding in the open article."""

from msgspec import structs

from reader.layout.lines import Role
from reader.ui.draw import press, settle
from reader.ui.screen import MainScreen
from reader.ui.search_pane import Scope
from tests.ui.conftest import Running, app_over
from tests.ui.long_articles import FOLDED
from tests.ui.samples import PAGES, said, screen_of, title_at_hand


def match_at_hand(screen: MainScreen) -> str:
    """Return the text of the match that the reader stands on, which is on the cursor's line."""
    opened, match = screen.article.opened, screen.article.matches.here
    assert opened is not None
    assert match is not None
    line = screen.article.line
    assert line is not None
    assert line.shown(match.start, match.stop), "the cursor stands on the match"
    return opened.body.blocks[match.block].text[match.start : match.stop]


async def test_matches_are_found_as_the_query_is_typed_and_counted(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "/", "text:老船")
        assert screen.search.found == "1 of 30"
        assert match_at_hand(screen) == "老船"
        await press(pilot, "text:长")
        assert screen.search.found == "not found"


async def test_escape_gives_back_the_place_and_enter_stays(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        pane = screen.article
        await press(pilot, "enter", "space", "j")
        place, top = pane.place, pane.scroll_offset.y
        await press(pilot, "/", "text:第29天")
        assert pane.place != place
        await press(pilot, "escape")
        assert (pane.place, pane.scroll_offset.y) == (place, top)
        assert not pane.matches.places
        await press(pilot, "/", "text:第29天", "enter")
        assert match_at_hand(screen) == "第29天"
        assert screen.pane is pane


async def test_an_emptied_query_gives_back_the_place_too(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "space")
        place = screen.article.place
        await press(pilot, "/", "text:天2", "backspace", "backspace")
        assert screen.article.place == place
        assert screen.search.found == ""


async def test_only_what_is_stayed_at_is_kept_as_the_place(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "/", "text:第29天")
        await pilot.pause(1.0)
        assert screen.library.catalog.rows[3].state.position is None  # type: ignore[union-attr]
        await press(pilot, "enter")
        await pilot.pause(1.0)
        assert screen.library.catalog.rows[3].state.position == screen.article.place  # type: ignore[union-attr]


async def test_pinyin_finds_characters(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        for typed in ("laochuangong", "lcg", "chuang"):
            await press(pilot, "enter", "/", f"text:{typed}", "enter")
            assert screen.search.found == "1 of 30", typed
            assert "船" in match_at_hand(screen)
            await press(pilot, "escape")


async def test_going_round_is_said(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "/", "text:老船工", "enter", "N")
        assert "30 of 30" in said(screen)
        assert "again" in said(screen)
        await press(pilot, "n")
        assert "1 of 30" in said(screen)
        assert "again" in said(screen)


async def test_what_is_folded_is_counted_and_found_when_asked(running: Running) -> None:
    async with running(app_over(FOLDED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "/", "text:潮汐", "enter")
        shown = len(screen.article.matches.places)
        hidden = screen.article.matches.hidden
        assert hidden > 0
        assert f"+{hidden} hidden · Z" in screen.search.found
        await press(pilot, "Z")
        assert len(screen.article.matches.places) == shown + hidden
        assert "hidden" not in screen.search.found
        folds = [line.text for line in screen.article.lines if line.role is Role.FOLD]
        await press(pilot, "G", "N")
        assert screen.row_at_hand is not None
        assert screen.row_at_hand.state.revealed, "going to a match opens its section"
        assert match_at_hand(screen) == "潮汐"
        assert folds != [line.text for line in screen.article.lines if line.role is Role.FOLD]
        await press(pilot, "Z")
        assert screen.article.matches.hidden == 0 or len(screen.article.matches.places) > shown


async def test_a_match_in_what_is_gone_brings_it_back(running: Running) -> None:
    async with running(app_over(FOLDED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "c", "/", "text:潮汐", "enter", "Z")
        assert not any(line.role is Role.FOLD for line in screen.article.lines)
        await press(pilot, "N")
        assert any(line.role is Role.CLUTTER or line.role is Role.ITEM for line in screen.article.lines)
        assert match_at_hand(screen) == "潮汐"


async def test_what_is_shown_otherwise_is_found_otherwise(running: Running) -> None:
    async with running(app_over(FOLDED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "/", "text:潮汐", "enter")
        first = screen.article.matches
        place = screen.article.place
        await press(pilot, "c", "c")
        assert len(screen.article.matches.places) == len(first.places) + first.hidden
        assert screen.article.place == place
        await press(pilot, "c")
        assert structs.replace(screen.article.matches, at=0) == structs.replace(first, at=0)


async def test_what_is_not_found_is_still_looked_for_until_escape(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "/", "text:nowhere", "enter", "n")
        assert not screen.status.is_asking, "n goes to the next match, and does not ask for a note"
        assert said(screen) == "not found"
        await press(pilot, "escape")
        assert screen.pane is screen.article
        assert (screen.search.scope, screen.search.box.value) == (Scope.TITLES, "")
        await press(pilot, "n")
        assert screen.status.is_asking


async def test_the_box_is_the_lists_again_when_nothing_is_looked_for(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:渡口", "enter", "/", "text:老船", "enter")
        assert (screen.search.scope, screen.search.box.value) == (Scope.ARTICLE, "老船")
        await press(pilot, "J")
        assert (screen.search.scope, screen.search.box.value) == (Scope.TITLES, "渡口")
        await press(pilot, "/", "text:老船", "escape")
        assert (screen.search.scope, screen.search.box.value) == (Scope.TITLES, "渡口")


async def test_what_is_typed_while_another_article_comes_is_found_in_that(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "h")
        await pilot.press("j", "l", "/", "秋")
        await settle(pilot)
        assert title_at_hand(screen) == "秋天的渡口"
        assert screen.search.scope is Scope.ARTICLE
        assert screen.article.matches.places
        assert screen.article.opened is not None
        assert screen.article.opened.row.article.title == "秋天的渡口"


async def test_what_is_marked_as_clutter_is_found_no_longer(running: Running) -> None:
    async with running(app_over(FOLDED)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "/", "text:潮汐来了", "enter")
        assert screen.search.found == "1 of 20"
        await press(pilot, "x", "x")
        assert screen.search.found == "not found · +20 hidden · Z"
        assert not screen.article.matches.places
