"""Keys: the names people know them by, the twins of a Chinese input method, and what no terminal sends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.keys import _character_to_key

from reader.ui.keys import character_of, fault_of, half_width, is_typed, key_name, keys_of, long_name, twins_of

ASCII = [chr(code) for code in range(0x21, 0x7F)]


def test_keys_are_shown_as_people_write_them() -> None:
    names = ("ctrl+d", "shift+tab", "f4", "G", "escape", "down", "fullwidth_solidus", "slash", "ctrl+minus")
    assert [key_name(name) for name in names] == ["Ctrl-D", "Shift-Tab", "F4", "G", "Esc", "↓", "／", "/", "Ctrl--"]


@pytest.mark.parametrize("character", [*ASCII, " "])
def test_every_printable_key_has_a_twin_that_leads_back_to_it(character: str) -> None:
    twins = twins_of(_character_to_key(character))
    assert twins
    assert not any(twin.isascii() for twin in twins)
    back = {half_width(twin) for twin in twins if twin != "、"}
    assert back == {character}


def test_chinese_punctuation_is_typed_with_the_keys_that_it_stands_on() -> None:
    typed = {"/": "、", ".": "。", "[": "【", "]": "】", "{": "「", "}": "」", "<": "《", ">": "》", "'": "‘", '"': "“"}
    assert all(twin in twins_of(key) for key, twin in typed.items())
    assert {half_width(mark) for mark in "‘’"} == {"'"}
    assert half_width("、") == "/"


def test_keys_that_type_nothing_have_no_twins() -> None:
    assert {twins_of(key) for key in ("enter", "f4", "ctrl+a", "left", "ａ", "ctrl++", "")} == {""}


def test_what_is_typed_into_an_input_stays_with_it() -> None:
    assert all(map(is_typed, ("－", "＜", "＞", "\u3000", "-", "/", "ctrl+u", "left", "enter")))
    assert not any(map(is_typed, ("a", "ａ", "？", "f4", "ctrl+t", "escape")))


def test_a_line_of_keys_is_separated_by_commas_and_may_hold_the_comma() -> None:
    lines = ("b,f4", " b , f4 ", ",", ",,.", "., ,", "b,", "")
    assert [keys_of(line) for line in lines] == [
        *(("b", "f4"), ("b", "f4"), (",",), (",", "."), (".", ","), ("b",), ()),
    ]


@pytest.mark.parametrize(
    "key",
    ["a", "A", "/", "slash", "。", "space", "f4", "f24", "ctrl+d", "alt+x", "ctrl+shift+a", "shift+tab", "ctrl+home"],
)
def test_keys_that_can_be_typed(key: str) -> None:
    assert fault_of(key) == ""


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("f99", "names no key"),
        ("ctrl+ä", "is sent by no terminal"),
        ("shift+a", 'is written "A"'),
        ("Enter", 'is written "enter"'),
        ("ctrl+D", 'is written "ctrl+d"'),
        ("control+d", "names no key"),
        ("ctrl+", "names no key"),
        ("ctrl++", "names no key"),
        ("return", "names no key"),
    ],
)
def test_keys_that_cannot_be_typed(key: str, told: str) -> None:
    assert fault_of(key) == told


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=12))
def test_any_name_of_a_key_is_judged_and_shown(key: str) -> None:
    for each in keys_of(key):
        assert isinstance(fault_of(each), str)
        assert key_name(each)
        assert long_name(each)
        assert character_of(each) is None or len(character_of(each) or "") == 1
