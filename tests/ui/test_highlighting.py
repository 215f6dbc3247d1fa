"""Choosing passages, highlighting, noting, and the list of all highlights."""

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection

from reader.core.passages import quoted
from reader.core.state import Highlight
from reader.ui.app import ReaderApp
from reader.ui.draw import press, settle
from reader.ui.passages import selected_passage
from reader.ui.placing import place_in
from reader.ui.screen import MainScreen
from tests.ui.conftest import Running, app_over
from tests.ui.samples import PAGES, said, screen_of

STORY = [
    "潮汐发电站每天能为小岛供电。老人说：“潮水是准时的客人。”他笑了。",
    "The tide comes twice a day. Mr. Hale waits for it, at 5 p.m. sharp! Then he goes home.",
    "家庭👩‍👩‍👧合影和cafe\u0301里的人。最后一句在这里，没有什么特别的内容可说了。",
    "研究人员还发现，冷库的温度可以低两度，省下来的电送回陆上的电网里去。",
]
ARTICLE = [("tide.txt", "小岛的潮水\n\n潮间科技2026-03-01 05:06:07\n\n" + "\n\n".join(STORY) + "\n")]


def chosen(screen: MainScreen) -> str | None:
    marks = screen.article.page_marks
    return quoted(marks.ground.body, marks.choice.passage) if marks and marks.choice else None


def highlights(screen: MainScreen) -> tuple[Highlight, ...]:
    assert screen.library is not None
    assert screen.opened is not None
    return screen.library.catalog.find(screen.opened.row.id).state.highlights


def quotes(screen: MainScreen) -> list[str]:
    return [one.quote for one in highlights(screen)]


async def go_to(pilot: Pilot[None], text: str) -> MainScreen:
    """Go into the first article, to the line that begins with a text."""
    screen = screen_of(pilot)
    await press(pilot, "enter", "g")
    row = next(row for row, line in enumerate(screen.article.lines) if line.text.startswith(text))
    screen.article.go(row)
    await settle(pilot)
    return screen


class TestChoosing:
    async def test_sentences_one_after_the_other_and_back(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "潮汐发电站")
            seen = []
            for key in (")", ")", ")", "(", "(", "("):
                await press(pilot, key)
                seen.append(chosen(screen))
            first, second = "潮汐发电站每天能为小岛供电。", "老人说：“潮水是准时的客人。”"
            assert seen == [first, first + second, STORY[0], first + second, first, None]

    async def test_chinese_words_are_those_of_a_dictionary(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "研究人员")
            seen = []
            for key in (".", ".", ".", ",", ","):
                await press(pilot, key)
                seen.append(chosen(screen))
            assert seen == ["研究", "研究人员", "研究人员还", "研究人员", "研究"]

    async def test_words_and_sentences_go_on_from_each_other(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "The tide")
            await press(pilot, ")", ".", ".")
            assert chosen(screen) == "The tide comes twice a day. Mr. Hale"
            await press(pilot, ")")
            assert chosen(screen) == "The tide comes twice a day. Mr. Hale waits for it, at 5 p.m. sharp!"

    async def test_the_other_end_moves_after_v(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "The tide")
            await press(pilot, ")", "v", ")")
            assert chosen(screen) == "他笑了。\nThe tide comes twice a day."
            await press(pilot, "(")
            assert chosen(screen) == "The tide comes twice a day."

    async def test_paragraphs(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "潮汐发电站")
            starts = []
            for key in ("}", "}", "{", "{"):
                await press(pilot, key)
                starts.append(screen.article.line.text[:2] if screen.article.line else "")
            assert starts == ["Th", "家庭", "Th", "潮汐"]
            await press(pilot, ")", "}", "}")
            assert chosen(screen) == "\n".join(STORY[:2])
            await press(pilot, "{")
            assert chosen(screen) == STORY[0]

    async def test_a_passage_begins_at_the_match_that_is_stood_on(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = screen_of(pilot)
            await press(pilot, "enter", "/", "text:客人", "enter", ")")
            assert chosen(screen) == "老人说：“潮水是准时的客人。”"
            await press(pilot, "escape", ".")
            assert chosen(screen) is not None
            assert str(chosen(screen)).startswith("客人")

    async def test_what_people_take_for_one_character_is_never_split(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "家庭")
            seen = []
            for _ in range(4):
                await press(pilot, ".")
                seen.append(str(chosen(screen)))
            assert seen[-1].startswith("家庭👩‍👩‍👧合影")
            assert not any(text.endswith(("cafe", "\u200d", "👩")) for text in seen)

    async def test_it_is_gone_with_escape_and_when_the_cursor_leaves_it(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "潮汐发电站")
            await press(pilot, ")", "escape")
            assert chosen(screen) is None
            assert screen.pane is screen.article
            await press(pilot, ")", "G")
            assert chosen(screen) is None

    async def test_the_moving_end_is_kept_in_sight(self, running: Running) -> None:
        async with running(app_over(PAGES), size=(60, 12)) as pilot:
            screen = await go_to(pilot, "第1天")
            await press(pilot, *[")"] * 12)
            article = screen.article
            assert article.line is not None
            assert article.line.text.startswith("第12天")
            assert article.scroll_offset.y <= article.cursor < article.scroll_offset.y + article.size.height

    async def test_without_an_answer_of_the_dictionary_each_character_is_a_word(
        self, running: Running, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("reader.segmentation.chinese.cuts_of", lambda texts: None)
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "研究人员")
            await press(pilot, ".", ".")
            assert chosen(screen) == "研究"


class TestHighlighting:
    async def test_the_passage_is_highlighted_and_taken_away_again_and_undone(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "潮汐发电站")
            await press(pilot, ")", "a")
            assert quotes(screen) == ["潮汐发电站每天能为小岛供电。"]
            assert chosen(screen) is None
            assert said(screen) == "Highlighted in yellow · u undoes"
            await press(pilot, "a")
            assert quotes(screen) == []
            await press(pilot, "u")
            assert quotes(screen) == ["潮汐发电站每天能为小岛供电。"]
            await press(pilot, "u")
            assert quotes(screen) == []

    async def test_with_nothing_chosen_it_is_the_paragraph(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "The tide")
            await press(pilot, "a")
            assert quotes(screen) == [STORY[1]]

    async def test_what_the_mouse_selected_is_highlighted(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "The tide")
            row = screen.article.cursor
            screen.selections = {screen.article: Selection(Offset(4, row), Offset(8, row))}
            await press(pilot, "a")
            assert quotes(screen) == ["tide"]
            assert screen.article.text_selection is None

    async def test_a_colour_by_its_name_is_used_from_then_on(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "潮汐发电站")
            await press(pilot, ")", "A", "text:gre", "enter")
            await press(pilot, "}", "a")
            assert [one.colour for one in highlights(screen)] == ["green", "green"]
            await press(pilot, "A", "text:zi", "enter")
            assert [one.colour for one in highlights(screen)] == ["green", "purple"]
            await press(pilot, "A", "text:mauve", "enter")
            assert said(screen).startswith("No such colour")
            await press(pilot, "A", "escape")
            assert [one.colour for one in highlights(screen)] == ["green", "purple"]

    async def test_notes_are_kept_shown_and_taken_away(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "潮汐发电站")
            await press(pilot, ")", "n", "text:to read again", "enter")
            (one,) = highlights(screen)
            assert (one.quote, one.note) == ("潮汐发电站每天能为小岛供电。", "to read again")
            assert "✎ to read again" in str(screen.article.border_subtitle)
            drawn = screen.article.render_line(screen.article.cursor - screen.article.scroll_offset.y)
            assert drawn.text.lstrip(" ▎").startswith("✎")
            await press(pilot, "j", "j")
            assert "1 highlight" in str(screen.article.border_subtitle)
            await press(pilot, "{", "{", "n", *["backspace"] * 13, "enter")
            (one,) = highlights(screen)
            assert one.note == ""
            await press(pilot, "u")
            assert highlights(screen)[0].note == "to read again"

    async def test_n_is_the_next_match_while_something_is_searched_for(self, running: Running) -> None:
        async with running(app_over(PAGES)) as pilot:
            screen = screen_of(pilot)
            await press(pilot, "enter", "/", "text:老船工", "enter", "n")
            assert screen.article.matches.at == 1
            assert not screen.status.is_asking

    async def test_overlapping_passages_become_one(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "潮汐发电站")
            await press(pilot, ")", "a", ")", ")", "a")
            assert quotes(screen) == ["潮汐发电站每天能为小岛供电。老人说：“潮水是准时的客人。”"]

    async def test_where_there_is_no_text_nothing_is_highlighted(self, running: Running) -> None:
        async with running(app_over(ARTICLE)) as pilot:
            screen = screen_of(pilot)
            await press(pilot, "a")
            assert said(screen).startswith("Nothing to highlight here")
            await press(pilot, ")")
            assert said(screen) == "Passages are chosen in the article"

    async def test_colours_have_letters_where_there_are_none(
        self, running: Running, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        async with running(app_over(ARTICLE)) as pilot:
            screen = await go_to(pilot, "The tide")
            await press(pilot, "A", "text:blue", "enter")
            row = screen.article.cursor - screen.article.scroll_offset.y
            strip = screen.article.render_line(row)
            assert strip.text.lstrip(" ▎").startswith("b")
            assert any(segment.style and segment.style.underline for segment in strip)


async def test_a_selection_over_composed_lines_is_what_there_is_of_text(running: Running) -> None:
    async with running(app_over(ARTICLE)) as pilot:
        screen = await go_to(pilot, "The tide")
        assert isinstance(pilot.app, ReaderApp)
        assert screen.article.opened is not None
        passage = selected_passage(screen.article.opened, Selection(None, None))
        assert passage is not None
        text = quoted(screen.article.opened.body, passage)
        assert text.startswith("小岛的潮水\n" + STORY[0])
        assert text.endswith(STORY[-1])


async def test_a_highlight_of_the_open_article_is_gone_to_once(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "enter", "}", "a", "M", "enter", "G")
        assert screen.opened is not None
        assert place_in(screen, screen.opened.row.id) == screen.article.place
