"""Cells are those that the terminal layer pads by, and cutting never breaks a character."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from reader.layout.cells import cut, fit, pad, width, widths
from tests.layout.texts import MIXED

SAMPLES = {
    "plain": 5,
    "中文": 4,
    "ＡＢ": 4,
    "“引”": 4,
    "e\u0301": 1,
    "👨‍👩‍👧‍👦": 2,
    "👍🏽": 2,
    "❤": 1,
    "❤️": 2,
    "🇨🇳": 2,
    "한국": 4,
    "ｶﾞ": 2,
    "\u3000": 2,
    "": 0,
}


@pytest.mark.parametrize(("text", "cells"), SAMPLES.items())
def test_width_of_wide_joined_and_combining_text(text: str, cells: int) -> None:
    assert width(text) == cells == cell_len(text)


def test_every_assigned_character_is_as_wide_as_the_terminal_layer_draws_it() -> None:
    characters = [
        chr(code) for code in range(0x20, 0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co", "Cc")
    ]
    assert [c for c in characters if width(c) != get_character_cell_size(c)] == []


@settings(max_examples=150, deadline=None)
@given(MIXED)
def test_width_agrees_with_the_terminal_layer(text: str) -> None:
    assert width(text) == cell_len(text.replace("\t", " "))
    assert sum(widths(text)) == width(text)
    assert len(widths(text)) == len(text)


def test_a_tab_is_drawn_as_one_space() -> None:
    assert width("a\tb") == width("中\t文") - 2 == 3


@settings(max_examples=150, deadline=None)
@given(MIXED, st.integers(0, 30), st.integers(0, 130))
def test_fit_takes_as_much_as_there_is_room_for(text: str, start: int, cells: int) -> None:
    start = min(start, len(text))
    stop = fit(widths(text), start, cells)
    assert sum(widths(text)[start:stop]) <= cells
    assert stop == len(text) or sum(widths(text)[start : stop + 1]) > cells


@settings(max_examples=150, deadline=None)
@given(MIXED, st.integers(0, 60))
def test_cut_text_fits_and_is_a_beginning_of_the_text(text: str, cells: int) -> None:
    drawn = cut(text, cells)
    assert width(drawn) <= cells
    assert drawn == text or drawn == "" or (drawn.endswith("…") and text.startswith(drawn[:-1]))


def test_cut_leaves_what_fits_and_marks_what_it_cut() -> None:
    assert cut("中文标题", 8) == "中文标题"
    assert cut("中文标题", 7) == "中文标…"
    assert cut("中文标题", 6) == "中文…"
    assert cut("a title", 6, "...") == "a t..."
    assert cut("title", 0) == ""


def test_pad_fills_cells() -> None:
    assert pad("中文", 6) == "中文  "
    assert pad("中文", 3) == "中文"
