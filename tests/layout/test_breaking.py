"""Lines lose nothing, are never too wide, and break where clreq and UAX #14 allow."""

import re
import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.layout.breaking import breaks
from reader.layout.cells import width
from tests.layout.texts import MIXED, PROSE, WIDE_OPENINGS, WIDE_STOPS

WIDTHS = st.integers(2, 120)
LATIN_RUN = re.compile(r"[A-Za-zéñß0-9]+(?:[.,:'-][A-Za-z0-9]+)*")
STOPS, OPENINGS, HAN = re.escape(WIDE_STOPS), re.escape(WIDE_OPENINGS), "\u4e00-\u9fff"
STUCK = rf"(?:[^{HAN}\s]|\s+(?=[{STOPS}])|(?<=[{OPENINGS}])\s+)*"


def lines(text: str, cells: int) -> list[str]:
    return [text[start:stop] for start, stop in breaks(text, cells)]


def is_spaces(text: str) -> bool:
    return all(character == "\t" or unicodedata.category(character) == "Zs" for character in text)


def is_cluster(text: str) -> bool:
    """Whether the text is one grapheme cluster, which may be wider than a very narrow line."""
    extending = ("Mn", "Mc", "Me", "Cf", "Sk")
    return "\u200d" in text or all(unicodedata.category(c) in extending or 0x1160 <= ord(c) < 0x1200 for c in text[1:])


def stuck_around(text: str, place: int) -> str:
    """The characters around `place` between which no break is fine, and their neighbours."""
    before = re.search(rf"[{OPENINGS}]*.?{STUCK}$", text[:place])
    after = re.match(rf"\s*{STUCK}.?[{STOPS}]*", text[place:])
    assert before
    assert after
    return before[0] + after[0]


@settings(max_examples=250, deadline=None)
@given(MIXED, WIDTHS)
def test_only_spaces_between_lines_are_left_out_and_no_line_is_too_wide(text: str, cells: int) -> None:
    done = 0
    for start, stop in breaks(text, cells):
        assert done <= start < stop
        assert is_spaces(text[done:start])
        assert width(text[start:stop]) <= cells or is_cluster(text[start:stop])
        done = stop
    assert is_spaces(text[done:])


@settings(max_examples=200, deadline=None)
@given(PROSE, WIDTHS)
def test_no_mark_begins_or_ends_a_line_where_it_must_not(text: str, cells: int) -> None:
    for (_, stop), (start, _) in pairwise(breaks(text, cells)):
        if width(stuck_around(text, stop)) <= cells:
            assert text[start] not in WIDE_STOPS, lines(text, cells)
            assert text[stop - 1] not in WIDE_OPENINGS, lines(text, cells)


@settings(max_examples=200, deadline=None)
@given(PROSE, WIDTHS)
def test_a_word_or_number_but_an_address_is_split_only_where_it_is_wider_than_a_line(text: str, cells: int) -> None:
    for start, _ in breaks(text, cells):
        within = any(word.start() < start < word.end() for word in LATIN_RUN.finditer(text))
        stuck = stuck_around(text, start)
        assert not within or "://" in stuck or width(stuck) > cells, lines(text, cells)


@settings(max_examples=150, deadline=None)
@given(PROSE, WIDTHS)
def test_a_line_takes_the_next_word_or_ideograph_if_there_is_room(text: str, cells: int) -> None:
    for (start, stop), (following, end) in pairwise(breaks(text, cells)):
        word = re.match(rf"[{HAN}](?=[{HAN}])|[a-z]+(?= [a-z])", text[following:end])
        if word and text[stop - 1] not in WIDE_OPENINGS and (stop < following or word[0] > "z"):
            assert width(text[start : following + word.end()]) > cells, lines(text, cells)


@pytest.mark.parametrize("cells", range(6, 60))
def test_chinese_with_latin_keeps_marks_words_and_pairs_whole(cells: int) -> None:
    text = "他说：“GPT-4 的准确率是 3.14%（约 24,000 次）——比 Claude 低……don't ask！”《新书》卖￥99，今天36.5℃。"
    drawn = lines(text, cells)
    assert "".join(drawn).replace(" ", "") == text.replace(" ", "")
    if cells >= 10:
        assert all(line[0] not in WIDE_STOPS for line in drawn[1:])
        assert all(line[-1] not in WIDE_OPENINGS for line in drawn)
        for whole in ("GPT-4", "3.14%", "24,000", "Claude", "don't", "￥99", "36.5℃", "——", "……"):
            assert any(whole in line for line in drawn)


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        ("你好，世界", 4, ["你", "好，", "世界"]),
        ("你好，世界", 6, ["你好，", "世界"]),
        ("他（笑）说", 6, ["他", "（笑）", "说"]),
        ("他（笑）说", 8, ["他（笑）", "说"]),
        ("the quick brown fox", 10, ["the quick", "brown fox"]),
        ("state-of-the-art work", 12, ["state-of-", "the-art work"]),
        ("中文 English 中文", 8, ["中文", "English", "中文"]),
        ("等等……然后", 5, ["等", "等……", "然后"]),
        ("他说——没有", 5, ["他", "说——", "没有"]),
        ('他称"蒸馏"技术', 6, ["他称", '"蒸馏"', "技术"]),
        ("达里奥·阿莫迪", 6, ["达里", "奥·阿", "莫迪"]),
        ("ゲームのデータ", 6, ["ゲーム", "のデー", "タ"]),
        ("共￥99元", 4, ["共", "￥99", "元"]),
        ("aaaaaaaaaaaa", 5, ["aaaaa", "aaaaa", "aa"]),
        ("  indented text", 10, ["  indented", "text"]),
        ("A\u00a0B C", 4, ["A\u00a0B", "C"]),
        ("", 10, []),
        ("   ", 2, []),
    ],
)
def test_lines_of_small_texts(text: str, cells: int, expected: list[str]) -> None:
    assert lines(text, cells) == expected


def test_a_long_address_breaks_after_its_separators_and_fills_the_line() -> None:
    drawn = lines("见 https://www.example.com/archive/2026/some-long-title.html?from=feed。", 24)
    assert drawn[0].startswith("见 https://")
    assert all(width(line) >= 18 for line in drawn[:-1])
    assert drawn[-1].endswith("。")
    assert drawn[-1] != "。"


def test_a_word_wider_than_the_line_starts_on_the_line_that_would_stay_short() -> None:
    assert lines("ab " + "x" * 30, 20) == ["ab " + "x" * 17, "x" * 13]


@pytest.mark.parametrize("cluster", ["👨‍👩‍👧‍👦", "e\u0301\u0323", "👍🏽", "🇨🇳", "❤️", "\u1100\u1161\u11a8", "क्षि"])
def test_grapheme_clusters_are_never_split(cluster: str) -> None:
    text = cluster * 30
    for cells in range(2, 20):
        assert all(start % len(cluster) == stop % len(cluster) == 0 for start, stop in breaks(text, cells))


@pytest.mark.parametrize("unit", ["啊", "x", "，", "e\u0301", "https://a.b/c?d=e&", '"', "好 ", "\u0301", "“"])
def test_time_grows_in_proportion_even_where_nothing_may_break(unit: str) -> None:
    def seconds(characters: int) -> float:
        text = unit * (characters // len(unit))
        began = time.process_time()
        breaks(text, 72)
        return time.process_time() - began

    small = min(seconds(10_000) for _ in range(3))
    large = min(seconds(300_000) for _ in range(2))
    assert large < 200 * max(small, 0.0005)  # 30 in proportion, 900 squared
