"""The search box: understood as it is typed, suggestions, earlier queries, saved searches."""

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from reader.core.changes import SearchChange
from reader.core.query import Query, Shelf, Sort
from reader.core.searches import SavedSearch
from reader.layout.cells import width
from reader.library import Library
from reader.ui.draw import press, settle
from reader.ui.screen import MainScreen
from tests.conftest import NOON
from tests.ui.conftest import LIBRARY, Running, app_over
from tests.ui.samples import PAGES, said, screen_of, title_at_hand, titles

OTHERS = [
    ("5.txt", PAGES[0][1].replace("春天的渡口", "山里的灯").replace("长河晚报", "长河日报")),
    ("6.txt", PAGES[0][1].replace("春天的渡口", "海边的灯").replace("长河晚报", "灯塔周刊")),
]


async def test_every_character_can_be_typed(running: Running) -> None:
    typed = "".join(map(chr, range(0x21, 0x7F))) + "／、：？］［】【－　"
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "/")
        for character in typed:
            pilot.app.post_message(events.Key(_character_to_key(character), character))
        await settle(pilot)
        assert text(screen_of(pilot)) == typed.replace("　", " ")


def told(screen: MainScreen) -> str:
    return str(screen.search.border_subtitle)


def told_styles(screen: MainScreen) -> set[object]:
    return {span.style for span in screen.search._border_subtitle.spans}  # type: ignore[union-attr]


def offered(screen: MainScreen) -> list[str]:
    shown = screen.search.suggestions
    return [candidate.name for candidate in shown.candidates] if shown.is_showing else []


def text(screen: MainScreen) -> str:
    return screen.search.box.value


async def test_words_follow_the_key_without_waiting_for_the_answer(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        screen.search.timed = False
        await press(pilot, "/")
        screen.jobs.latest("view", lambda _: None)  # no answer comes
        await pilot.press(*"is:unread -tag:ai")
        assert told(screen).startswith("not tagged ai, unread")
        await pilot.press(*" after:soon")
        assert "“soon” is no date" in told(screen)


async def test_a_wrong_date_is_a_hint_in_the_colour_of_warnings_and_no_error(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:渡口 after:soon")
        assert len(titles(screen)) == 4
        subtitle = told(screen)
        assert "4 found" in subtitle
        assert "$warning" in told_styles(screen)


async def test_sources_are_offered_below_the_box_and_taken_with_tab(running: Running) -> None:
    async with running(app_over(PAGES + OTHERS)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:source:ch")
        assert offered(screen) == ["长河晚报", "长河日报"]
        await press(pilot, "down", "down", "tab")
        assert text(screen) == "source:长河日报 "
        assert offered(screen) == []
        assert titles(screen) == ["山里的灯"]
        assert screen.search.box.has_focus


async def test_enter_takes_what_was_gone_to_and_else_opens_what_was_found(running: Running) -> None:
    async with running(app_over(PAGES + OTHERS)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:source:长河", "enter")
        assert (text(screen), screen.pane) == ("source:长河", screen.article)
        await press(pilot, "escape", "escape", "F", "/", "text:source:ch", "down", "enter")
        assert text(screen) == "source:长河晚报 "
        assert screen.search.box.has_focus
        await press(pilot, "enter")
        assert screen.pane is screen.article


async def test_a_field_is_shown_behind_the_text_and_taken_with_right_or_tab(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:so", "right")
        assert text(screen) == "source:"
        await press(pilot, "ctrl+u", "text:is:b", "tab")
        assert text(screen) == "is:bookmarked "
        await press(pilot, "ctrl+u", "text:渡口 so", "left", "right")
        assert text(screen) == "渡口 so"


async def test_escape_puts_the_list_away_first(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:after:", "escape")
        assert (offered(screen), text(screen)) == ([], "after:")
        await press(pilot, "escape")
        assert (text(screen), screen.pane.has_focus) == ("", True)


async def test_a_click_takes_a_suggestion_and_the_box_keeps_the_focus(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:after:")
        await pilot.click(screen.search.suggestions, offset=(2, 2))
        await settle(pilot)
        assert text(screen) == "after:7d "
        assert screen.search.box.has_focus


async def test_few_lines_have_no_room_for_the_list_and_its_keys_go_to_what_was_found(running: Running) -> None:
    async with running(app_over(PAGES), size=(40, 12)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:after:", "down")
        assert offered(screen) == []
        assert screen.listing.cursor == 1


async def test_down_goes_through_what_was_found_when_nothing_is_offered(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:渡口", "down", "down", "up")
        assert screen.listing.cursor == 1
        assert text(screen) == "渡口"


async def used(pilot: Pilot[None], *queries: str) -> None:
    for query in queries:
        await press(pilot, "/", f"text:{query}", "enter", "q", "F")


async def test_up_walks_back_through_queries_that_led_somewhere(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await used(pilot, "春天", "秋天", "春天", "冬天")
        await press(pilot, "/", "text:夏", "up")
        assert text(screen) == "冬天"
        assert titles(screen) == ["冬天的渡口"]
        await press(pilot, "up", "up", "up")
        assert text(screen) == "秋天"
        await press(pilot, "down", "down", "down")
        assert text(screen) == "夏"
        await press(pilot, "escape")


async def test_what_was_only_typed_is_not_remembered_and_what_was_opened_is(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "/", "text:春天", "escape", "/", "text:秋天", "tab", "enter")
        screen = screen_of(pilot)
        assert screen.library is not None
        assert screen.library.searches.history() == ("秋天",)


async def test_the_history_is_kept_over_sessions_and_shared_with_other_processes(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await used(pilot, "春天")
    with Library.open(LIBRARY) as other:
        other.searches.remember("from elsewhere")
    async with running(app_over("empty")) as pilot:
        await press(pilot, "/", "up", "up")
        assert text(screen_of(pilot)) == "春天"


async def test_a_search_is_saved_under_a_number_and_its_key_shows_it(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "2", "s", "/", "text:天 -春", "tab", "S")
        await press(pilot, "ctrl+u", "text:not spring", "enter")
        assert said(screen) == "“not spring” saved · 5 shows it · u undoes"
        assert "not spring" in str(screen.listing.border_title)
        with Library.open(LIBRARY) as other:
            assert other.searches.saved()[5].query == Query(
                text="天 -春", shelf=Shelf.UNREAD, sort=Sort.OLDEST, name="not spring"
            )
        await press(pilot, "1")
        assert (text(screen), screen.query_now.text, len(titles(screen))) == ("", "", 4)
        await press(pilot, "s", "5")
        assert (text(screen), screen.query_now.shelf, screen.query_now.sort) == ("天 -春", Shelf.UNREAD, Sort.OLDEST)
        assert len(titles(screen)) == 3
        assert screen.listing.has_focus


async def test_saving_is_undone_and_an_empty_name_forgets(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        assert screen.library is not None
        await press(pilot, "/", "text:春天", "tab", "S", "enter")
        assert [search.name for search in screen.library.searches.saved().values()] == ["春天"]
        await press(pilot, "u")
        assert said(screen) == "Undone: “春天” saved"
        assert "春天" not in str(screen.listing.border_title)
        assert screen.library.searches.saved() == {}
        await press(pilot, "U")
        assert said(screen) == "Done again: “春天” saved"
        await press(pilot, "5", "S", "ctrl+u", "enter")
        assert said(screen) == "Saved search 5 forgotten · u undoes"
        await press(pilot, "5")
        assert said(screen) == "Nothing is saved as 5 yet: S saves what is searched for"


async def test_undoing_another_name_brings_back_the_one_before(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:春天", "tab", "S")
        assert said(screen) == "Name (5–9 first picks the key): "
        await press(pilot, "enter", "S")
        assert said(screen) == "New name, empty forgets it: "
        await press(pilot, "ctrl+u", "text:spring", "enter", "u")
        assert said(screen) == "Undone: “spring” saved"
        assert "春天" in str(screen.listing.border_title)


async def test_the_source_of_an_article_is_filtered_by_and_all_else_of_the_query_stays(running: Running) -> None:
    async with running(app_over(PAGES + OTHERS)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:-source:周刊 灯", "tab", "f")
        assert text(screen) == "-source:周刊 灯 source:长河日报"
        assert titles(screen) == ["山里的灯"]
        await press(pilot, "f")
        assert text(screen) == "-source:周刊 灯"
        await press(pilot, "/")
        screen.search.box.value = "ｓｏｕｒｃｅ：灯塔 灯"
        await press(pilot, "tab", "f")
        assert text(screen) == "灯"
        assert len(titles(screen)) == 2


async def test_damage_to_the_saved_searches_is_said_when_it_is_found(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "2", "S", "enter")
        file = LIBRARY / "searches.json"
        file.write_text(file.read_text("utf-8").replace("Unread", "Unrest"), "utf-8")
        await press(pilot, "5")
        assert "searches.json" in said(screen)
        assert "a copy is kept in" in said(screen)
        screen.status.say("something else")
        await press(pilot, "5")
        assert said(screen) == "something else"


async def test_the_count_is_that_of_the_text_in_the_box(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        screen.search.timed = False
        await press(pilot, "/", "text:春")
        assert told(screen).endswith("1 found")
        answered = screen.view
        screen.jobs.latest("view", lambda _: None)
        screen.search.box.value = "春天的"
        await pilot.pause()
        screen.jobs.cancel("view")
        screen.view = answered
        assert told(screen) == "“春天的” · …"
        screen.ask_view(text="春天的")
        await settle(pilot)
        assert told(screen) == f"“春天的”, closest first · {len(titles(screen))} found"


async def test_what_is_being_completed_is_no_warning(running: Running) -> None:
    async with running(app_over(PAGES + OTHERS)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:source:")
        assert "publisher" in told(screen)
        assert "$warning" not in told_styles(screen)
        await press(pilot, "escape")
        assert "$warning" in told_styles(screen)


async def test_the_cursor_stays_in_sight_when_more_is_told(running: Running) -> None:
    async with running(app_over(PAGES), size=(40, 12)) as pilot:
        screen = screen_of(pilot)
        screen.search.timed = False
        await press(pilot, "/")
        box = screen.search.box
        box.insert_text_at_cursor("渡口 的 天 after:2026-01 is:all")
        await settle(pilot)
        assert box.cursor_at_end
        assert 0 <= width(box.value) - box.scroll_offset.x < box.size.width
        assert box.region.right <= screen.search.query_one("#told").region.x


async def test_where_nothing_matches_the_keys_named_work_in_the_box(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:老船工")
        assert screen.card is not None
        assert screen.card.paragraphs[-2:] == ("Ctrl-T  searches the texts", "Esc  clears the search")
        await press(pilot, "ctrl+t")
        assert len(titles(screen)) == 4
        await press(pilot, "text:天气")
        assert screen.card.paragraphs[-2] == "Ctrl-T  searches the titles"
        await press(pilot, "escape")
        assert (text(screen), len(titles(screen))) == ("", 4)


async def test_a_search_that_another_process_saved_is_there_at_once(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        with Library.open(LIBRARY, clock=lambda: NOON) as other:
            other.apply(SearchChange(slot=9, search=SavedSearch(name="autumn", text="秋天")))
        await press(pilot, "9")
        assert titles(screen) == ["秋天的渡口"]
        assert title_at_hand(screen) == "秋天的渡口"


async def test_typing_on_makes_it_another_search(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "/", "text:天", "tab", "S", "enter", "/", "text: -春")
        assert screen.query_now.name == ""
        assert str(screen.listing.border_title).startswith("Articles")


async def test_there_is_nothing_to_save_where_all_is_shown(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "S")
        assert said(screen).startswith("Nothing is searched for")
        assert not (LIBRARY / "searches.json").exists()


async def test_enter_in_the_box_goes_into_the_article_that_was_read_before(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "j", "enter", "h", "k", "enter", "h", "j", "enter", "h", "/", "enter")
        assert screen.pane is screen.article
        assert title_at_hand(screen) == "秋天的渡口"
