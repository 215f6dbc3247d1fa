"""Texts are folded as titles are, but so that every character keeps its place."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.folding import fold_character
from reader.search.folding import folded as folded_title
from reader.search.text_folding import folded, searchable

WILD = st.text(max_size=60) | st.text("開开Ａａé…℃ﬁæß①㎏ 　\u0301𐐀𠮷", max_size=30)


def test_texts_are_found_however_they_are_written() -> None:
    assert folded(searchable("電車開了 Ｃａｆé")) == folded(searchable("电车开了 CAFE"))


def test_only_what_has_no_single_letter_to_fold_to_is_spelled_out() -> None:
    assert searchable("等等… 25℃ ﬁne Cæsar") == "等等... 25°C fine Caesar"
    assert searchable("開Ａ é ①") == "開Ａ é ①"


def test_blanks_are_squeezed() -> None:
    assert searchable(" a \t\u3000 b\n\nc ") == "a b c"


@settings(max_examples=200, deadline=None)
@given(WILD)
def test_a_folded_text_is_as_long_as_the_text(text: str) -> None:
    spelled = searchable(text)
    assert len(folded(spelled)) == len(spelled)
    assert searchable(spelled).split() == spelled.split()


def test_every_character_is_folded_as_in_titles() -> None:
    for code in (*range(0x20, 0x3400), *range(0x3400, 0xD800, 7), *range(0xE000, 0x30000, 3)):
        character = chr(code)
        if unicodedata.category(character) != "Cn" and not character.isspace():
            fold = fold_character(character)
            assert folded(searchable(character)) in (fold, folded_title(fold)), hex(code)
