"""Highlights are made, altered, and found again where the text was read otherwise."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.core.article import Body
from reader.core.highlights import (
    COLOURS,
    CONTEXT,
    annotated,
    colour_named,
    colour_of,
    highlighted,
    located,
    moved,
    recoloured,
    united,
    without,
)
from reader.core.passages import Passage, quoted
from reader.core.state import Highlight, Position
from tests.articles import body_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
BODY = body_of(
    "潮水每天涨落两次。\n老人每天去看海。\n他说潮水是准时的客人。\n老人每天去看海。\n再见。", clutter="看海的人还看了"
)


def passage(block: int, start: int, stop: int, last: int | None = None) -> Passage:
    end = block if last is None else last
    return Passage(start=Position(block=block, offset=start), stop=Position(block=end, offset=stop))


def highlight(where: Passage, body: Body = BODY, *others: Highlight, **parts: str) -> tuple[Highlight, ...]:
    placed = located(others, body)
    return highlighted(placed, body, where, **{"colour": "yellow", **parts}, now=NOW)  # type: ignore[arg-type]


def found(one: Highlight, body: Body) -> str | None:
    (placed,) = located([one], body)
    return quoted(body, placed.passage) if placed.passage else None


def test_a_highlight_keeps_what_it_takes_to_find_it_again() -> None:
    (one,) = highlight(passage(1, 0, 4, last=2))
    assert one.quote == "老人每天去看海。\n他说潮水"
    assert one.before == "潮水每天涨落两次。\n"
    assert one.after.startswith("是准时的客人。\n老人每天去看海。\n再见。")
    assert len(one.after) <= CONTEXT
    assert (one.colour, one.note, one.made) == ("yellow", "", NOW)


def test_highlights_stand_in_the_order_of_the_text_and_are_told_apart_by_when_they_were_made() -> None:
    later = highlight(passage(2, 0, 2))
    both = highlight(passage(0, 0, 2), BODY, *later)
    assert [one.quote for one in both] == ["潮水", "他说"]
    assert len({one.made for one in both}) == 2


def test_overlapping_highlights_become_one_of_the_new_colour_with_all_notes() -> None:
    first = highlight(passage(0, 0, 4), note="一")
    second = highlight(passage(0, 6, 9), BODY, *first, note="二")
    apart = highlight(passage(2, 0, 2), BODY, *second)
    (one, other) = highlight(passage(0, 2, 7), BODY, *apart, colour="blue", note="三")
    assert (one.quote, one.colour, one.note) == ("潮水每天涨落两次。", "blue", "一 · 二 · 三")
    assert other.quote == "他说"


def test_highlights_side_by_side_stay_two() -> None:
    first = highlight(passage(0, 0, 2))
    assert [one.quote for one in highlight(passage(0, 2, 4), BODY, *first)] == ["潮水", "每天"]


def test_one_of_several_is_altered() -> None:
    both = highlight(passage(2, 0, 2), BODY, *highlight(passage(0, 0, 2)))
    made = both[0].made
    assert [one.colour for one in recoloured(both, made, "pink")] == ["pink", "yellow"]
    assert [one.note for one in annotated(both, made, "  记下 ")] == ["记下", ""]
    assert without(both, made) == both[1:]


@pytest.mark.parametrize(
    ("name", "colour"),
    [
        ("yellow", "yellow"), ("Y", "yellow"), ("绿", "green"), ("绿色", "green"), ("lan", "blue"), ("红", "pink"),
        ("fen", "pink"), ("pu", "purple"), ("p", "pink"), ("zi", "purple"), ("l", "green"), ("", None), ("mauve", None),
        ("ｇｒｅｅｎ", "green"), ("　蓝色　", "blue"),
    ],
)  # fmt: skip
def test_colours_go_by_english_chinese_and_pinyin_names(name: str, colour: str | None) -> None:
    assert colour_named(name) == colour


def test_a_colour_that_there_is_not_is_drawn_as_the_first() -> None:
    (one,) = highlight(passage(0, 0, 2))
    assert colour_of(replace(one, colour="\x1b[31m")) == COLOURS[0]


class TestFindingAgain:
    def test_it_stands_where_it_stood(self) -> None:
        for block in (1, 3):
            (one,) = highlight(passage(block, 0, 7))
            (placed,) = located([one], BODY)
            assert placed.passage == passage(block, 0, 7)

    def test_blocks_before_it_do_not_matter(self) -> None:
        more = body_of("前言。\n" + "\n".join(block.text for block in BODY.blocks[:5]))
        for block in (1, 3):
            (one,) = highlight(passage(block, 0, 7))
            (placed,) = located([one], more)
            assert placed.passage == passage(block + 1, 0, 7)

    def test_of_several_places_it_is_the_one_with_its_surroundings(self) -> None:
        (one,) = highlight(passage(3, 0, 7))
        other = body_of("老人每天去看海。\n他说潮水是准时的客人。\n老人每天去看海。\n再见。\n老人每天去看海。\n完。")
        (placed,) = located([one], other)
        assert placed.passage == passage(2, 0, 7)

    def test_of_equal_surroundings_it_is_the_nearest(self) -> None:
        body = body_of("\n".join(["海。"] * 9))
        (one,) = highlight(passage(4, 0, 1), body)
        (placed,) = located([replace(one, before="", after="")], body_of("\n".join([" 海。"] * 9)))
        assert placed.passage is not None
        assert placed.passage.start.block == 4

    def test_blanks_and_line_ends_may_differ(self) -> None:
        (one,) = highlight(passage(0, 5, 3, last=2))
        assert (
            found(one, body_of("潮水每天涨落 两次。老人每天去看海。他说\n潮水是准时的客人。"))
            == "落 两次。老人每天去看海。他说\n潮"
        )

    def test_in_clutter_it_is_found_when_it_is_nowhere_else(self) -> None:
        (one,) = highlight(passage(5, 0, 2))
        assert one.quote == "看海"
        assert found(replace(one, quote="看海的人"), BODY) == "看海的人"

    def test_what_is_gone_is_kept_but_stands_nowhere(self) -> None:
        (one,) = highlight(passage(0, 0, 9))
        (placed,) = located([one], body_of("别的。"))
        assert placed.highlight == one
        assert placed.passage is None
        assert moved(placed, BODY) is None

    def test_a_moved_one_keeps_note_colour_and_time(self) -> None:
        (one,) = highlight(passage(2, 0, 4), note="记", colour="green")
        body = body_of("新。\n他说潮水是准时的客人。")
        (placed,) = located([one], body)
        new = moved(placed, body)
        assert new is not None
        assert (new.start, new.note, new.colour, new.made) == (Position(block=1, offset=0), "记", "green", NOW)

    @pytest.mark.parametrize(
        "parts",
        [{"quote": ""}, {"quote": " \n"}, {"stop": Position(block=0)}, {"start": Position(block=2**50, offset=7)}],
    )
    def test_what_another_program_made_up_does_no_harm(self, parts: dict[str, object]) -> None:
        (one,) = highlight(passage(0, 0, 2))
        (placed,) = located([replace(one, **parts)], BODY)  # type: ignore[arg-type]
        assert placed.passage is None or quoted(BODY, placed.passage) == "潮水"


SYLLABLES = "潮水每天涨落两次老人看海他说准时客 ab,."


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_is_put_around_it_a_quote_that_stands_once_is_found(data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.text(SYLLABLES, min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6))
    body = body_of("\n".join(lines))
    block = data.draw(st.integers(0, len(lines) - 1))
    start = data.draw(st.integers(0, len(lines[block]) - 1))
    stop = data.draw(st.integers(start + 1, len(lines[block])))
    where = passage(block, start, stop)
    if not quoted(body, where).strip():
        return
    marked = lines[block][:start] + "〔" + lines[block][start:stop].strip() + "〕" + lines[block][stop:]
    lines[block] = marked
    body = body_of("\n".join(lines))
    inside = passage(block, marked.index("〔"), marked.index("〕") + 1)
    (one,) = highlight(inside, body)
    before, after = (data.draw(st.lists(st.text(SYLLABLES, max_size=12), max_size=4)) for _ in range(2))
    assert found(one, body_of("\n".join([*before, *lines, *after]))) == one.quote


def test_two_libraries_keep_the_highlights_of_both() -> None:
    (ours,) = highlight(passage(0, 0, 2), note="ours")
    (theirs,) = highlight(passage(2, 0, 2))
    theirs = replace(theirs, made=NOW + timedelta(days=1))
    same = replace(ours, note="theirs")
    assert united((ours,), (theirs, same)) == (ours, theirs)
