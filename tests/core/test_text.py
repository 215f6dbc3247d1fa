"""Text that was made visible can be drawn anywhere: nothing in it is obeyed, and no offset has moved."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.core import text
from reader.core.text import one_line, visible

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
HOSTILE = (
    "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0)))) + "\u061c\u200e\u200f\u202a\u202e\u2028\u2029\u2066\ufeff"
)
wild = st.text(st.characters() | st.sampled_from(HOSTILE) | st.characters(categories=["Cs", "Cc", "Cf"]))
quick = settings(max_examples=80, deadline=None)


@pytest.mark.parametrize(("made_safe", "kept"), [(visible, "\n\t"), (one_line, "")])
@given(text=wild)
@example(text=HOSTILE)
@example(text="\ud800\udfff\x1b]52;c;aGk=\x07\x9b2J[red]")
@quick
def test_nothing_is_left_that_a_terminal_obeys(made_safe: Callable[[str], str], kept: str, text: str) -> None:
    safe = made_safe(text)
    assert len(safe) == len(text)
    assert safe.encode("utf-8").decode("utf-8") == safe
    for character in safe:
        assert character in kept or unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in BIDI
        assert character not in "\u061c\u200e\u200f\ufeff"


@given(text=wild)
@quick
def test_making_visible_twice_changes_nothing_more(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert one_line(visible(text)) == one_line(one_line(visible(text)))


TAGS = "".join(map(chr, range(0xE0000, 0xE0080)))  # some of them are unassigned, none is ordinary


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"], exclude_characters=TAGS)))
@quick
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text == one_line(text)


def test_what_the_marks_look_like() -> None:
    assert visible("\x1b[2J\x00\x7f") == "␛[2J␀␡"
    assert visible("a\u202eb\u2066c") == "a⇦b⇨c"
    assert visible("\x9b\ud800") == "\ufffd\ufffd"
    assert visible("一\n\t二\r") == "一\n\t二␍"
    assert one_line("一\n\t二\r三") == "一  二 三"


def test_joined_emoji_stay_joined() -> None:
    assert visible("👩‍🚀 ❤️") == "👩‍🚀 ❤️"


def test_exactly_the_characters_of_the_table_are_replaced() -> None:
    kept = [code for code in text._VISIBLE if one_line(chr(code)) == chr(code)]
    replaced = [code for code in range(0x110000) if one_line(chr(code)) != chr(code)]
    assert kept == []
    assert set(replaced) == set(text._VISIBLE)
