"""Choosing a passage: its moving end goes from unit to unit, over blocks, and never past the other end."""

import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Block, Body, Label, Section
from reader.core.passages import Choice, Passage, begun, extended, key, paragraph, parts, quoted, shrunk
from reader.core.state import Position
from tests.articles import body_of

TEXTS = ["one two three", "", "four five", "six"]
BODY = body_of("\n".join(TEXTS))
BLOCKS = [0, 2, 3]


def words(block: int) -> Sequence[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\w+", TEXTS[block])]


def at(block: int, offset: int) -> Position:
    return Position(block=block, offset=offset)


def text_of(choice: Choice | None) -> str:
    assert choice is not None
    return quoted(BODY, choice.passage)


def test_a_passage_begins_with_the_unit_at_the_place_or_the_next_one() -> None:
    assert text_of(begun(at(0, 5), words, BLOCKS)) == "two"
    assert text_of(begun(at(0, 7), words, BLOCKS)) == "three"
    assert text_of(begun(at(1, 0), words, BLOCKS)) == "four"
    assert begun(at(3, 3), words, BLOCKS) is None


def test_it_grows_and_shrinks_over_blocks() -> None:
    choice = begun(at(0, 4), words, BLOCKS)
    seen = []
    for _ in range(5):
        assert choice is not None
        seen.append(text_of(choice))
        choice = extended(choice, words, BLOCKS)
    assert seen == ["two", "two three", "two three\nfour", "two three\nfour five", "two three\nfour five\nsix"]
    assert choice == extended(choice, words, BLOCKS)  # type: ignore[arg-type]
    for before in reversed(seen[:-1]):
        assert choice is not None
        choice = shrunk(choice, words, BLOCKS)
        assert text_of(choice) == before
    assert choice is not None
    assert shrunk(choice, words, BLOCKS) is None


def test_the_other_end_moves_once_they_are_swapped() -> None:
    choice = begun(at(2, 5), words, BLOCKS)
    assert choice is not None
    longer = extended(choice.swapped, words, BLOCKS)
    assert text_of(longer) == "four five"
    assert not longer.is_forward
    assert text_of(extended(longer, words, BLOCKS)) == "three\nfour five"
    assert text_of(shrunk(longer, words, BLOCKS)) == "five"


def test_paragraphs_are_blocks_without_the_blanks_around_them() -> None:
    assert paragraph("  段落 ") == [(2, 4)]
    assert paragraph("\t ") == []


def test_byline_and_clutter_between_are_no_part_of_a_passage() -> None:
    body = Body(
        blocks=tuple(Block(text=text) for text in ("Title", "by someone", "Text", "ad", "more")),
        sections=(
            Section(label=Label.TITLE, start=0, stop=1),
            Section(label=Label.BYLINE, start=1, stop=2),
            Section(label=Label.CONTENT, start=2, stop=3),
            Section(label=Label.ADVERTISEMENT, start=3, stop=4),
            Section(label=Label.CONTENT, start=4, stop=5),
        ),
    )
    assert quoted(body, Passage(start=at(0, 2), stop=at(4, 2))) == "tle\nText\nmo"
    assert quoted(body, Passage(start=at(2, 0), stop=at(3, 2))) == "Text\nad"


positions = st.builds(Position, block=st.integers(0, 2**40), offset=st.integers(0, 2**40))


@given(positions, positions)
@settings(max_examples=100, deadline=None)
def test_the_parts_of_any_passage_are_within_the_text(start: Position, stop: Position) -> None:
    for block, first, last in parts(BODY, Passage(start=start, stop=stop)):
        assert 0 <= first < last <= len(TEXTS[block])


@given(st.lists(st.sampled_from(["more", "less", "swap"]), max_size=30), st.integers(0, 12))
@settings(max_examples=200, deadline=None)
def test_whatever_is_pressed_the_ends_are_ends_of_units(steps: list[str], offset: int) -> None:
    choice = begun(at(0, offset), words, BLOCKS)
    for step in steps:
        if choice is None:
            return
        moves = {"more": extended, "less": shrunk}
        choice = choice.swapped if step == "swap" else moves[step](choice, words, BLOCKS)  # type: ignore[operator]
        if choice is not None:
            start, stop = choice.passage.start, choice.passage.stop
            assert key(start) < key(stop)
            assert start.offset in [first for first, _ in words(start.block)]
            assert stop.offset in [last for _, last in words(stop.block)]
