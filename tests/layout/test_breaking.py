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
from tests.layout.faults import Paragraph
from tests.layout.texts import MIXED, PROSE, WIDE_OPENINGS, WIDE_STOPS

WIDTHS = st.integers(2, 120)
HAN = "\u4e00-\u9fff"


def lines(text: str, cells: int) -> list[str]:
    return [text[start:stop] for start, stop in breaks(text, cells)]


def is_spaces(text: str) -> bool:
    return all(character in "\t\u200b" or unicodedata.category(character) == "Zs" for character in text)


def is_cluster(text: str) -> bool:
    """Whether the text is one grapheme cluster, which may be wider than a very narrow line."""
    extending = ("Mn", "Mc", "Me", "Cf", "Sk")
    return "\u200d" in text or all(unicodedata.category(c) in extending or 0x1160 <= ord(c) < 0x1200 for c in text[1:])


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


@settings(max_examples=250, deadline=None)
@given(st.one_of(st.tuples(PROSE, WIDTHS), st.tuples(MIXED, st.integers(20, 120))))
def test_no_line_starts_or_ends_wrongly_splits_a_word_or_stays_short(drawn: tuple[str, int]) -> None:
    text, cells = drawn
    assert Paragraph(text).faults(breaks(text, cells), cells) == [], lines(text, cells)


@settings(max_examples=250, deadline=None)
@given(st.one_of(MIXED, PROSE), st.integers(2, 12), st.integers(2, 12), st.integers(0, 60))
def test_the_beginning_alone_is_broken_as_in_the_whole(text: str, cells: int, first: int, most: int) -> None:
    beginning, whole = breaks(text, cells, first=first, most=most), breaks(text, cells, first=first)
    assert beginning == whole[: len(beginning)]
    following = whole[len(beginning) :]
    assert not following or following[0][0] >= most
    assert len(beginning) < 2 or beginning[-1][0] < most


def test_the_beginning_of_a_long_text_takes_no_time_for_the_rest() -> None:
    def seconds(characters: int) -> float:
        text = "他说：“GPT-4 的准确率是 3.14%。”" * (characters // 22)
        began = time.process_time()
        breaks(text, 40, most=2000)
        return time.process_time() - began

    small = min(seconds(10_000) for _ in range(3))
    large = min(seconds(1_000_000) for _ in range(3))
    assert large < 5 * max(small, 0.0005)


@settings(max_examples=150, deadline=None)
@given(st.one_of(MIXED, PROSE), WIDTHS, WIDTHS)
def test_a_first_line_of_its_own_width_is_that_of_text_so_wide(text: str, cells: int, first: int) -> None:
    drawn = breaks(text, cells, first=first)
    assert drawn[:1] == breaks(text, first)[:1]
    for (_, stop), (start, end) in pairwise([(0, drawn[0][0]) if drawn else (0, 0), *drawn]):
        assert is_spaces(text[stop:start])
        assert start == drawn[0][0] or width(text[start:end]) <= cells or is_cluster(text[start:end])
    assert is_spaces(text[drawn[-1][1] if drawn else 0 :])


def test_what_is_behind_a_first_line_of_its_own_width_knows_what_it_opened() -> None:
    text = '昨天下午他对我们说"今天的天气真的很好啊大家都可以出去玩一玩"然后就自己先走了没有再回来过'
    for cells in range(16, 80):
        assert not any(text[start:].startswith('"然') for start, _ in breaks(text, cells, first=cells - 4))


@settings(max_examples=150, deadline=None)
@given(PROSE, WIDTHS)
def test_a_line_takes_the_next_word_or_ideograph_if_there_is_room(text: str, cells: int) -> None:
    for (start, stop), (following, end) in pairwise(breaks(text, cells)[:-1]):  # the last line may take from it
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
        ("ゲームのデータ量", 6, ["ゲーム", "のデー", "タ量"]),
        ("共￥99元", 4, ["共", "￥99", "元"]),
        ("aaaaaaaaaaaa", 5, ["aaaaa", "aaaaa", "aa"]),
        ("  indented text", 10, ["  indented", "text"]),
        ("A\u00a0B C", 4, ["A\u00a0B", "C"]),
        ("R&D at AT&T", 8, ["R&D at", "AT&T"]),
        ("call f(x) now", 8, ["call", "f(x) now"]),
        ("write name@host.org", 14, ["write", "name@host.org"]),
        ("see www.example.com/a", 16, ["see www.example.", "com/a"]),
        ("see www.example.com", 16, ["see", "www.example.com"]),
        ("rock ’n’ roll don’t", 12, ["rock ’n’", "roll don’t"]),
        ("say ”hello” »gut«", 11, ["say ”hello”", "»gut«"]),
        ("ls -la --all", 4, ["ls", "-la", "--al", "l"]),
        ("one / two", 5, ["one /", "two"]),
        ("北京/上海/广州", 9, ["北京/上", "海/广州"]),
        ("他用的”tombkeeper", 10, ["他用的”", "tombkeeper"]),
        ("价格~~至于SONY", 8, ["价格~~至", "于SONY"]),
        ("한국어 문장입니다", 7, ["한국어", "문장입", "니다"]),
        ("他们走了很远。", 12, ["他们走了很", "远。"]),
        ("書畫﹐銅器﹖您", 4, ["書", "畫﹐", "銅", "器﹖", "您"]),
        ("票價︰三元", 4, ["票", "價︰", "三元"]),
        ("あ゛あ゛ん゜", 4, ["あ゛", "あ゛", "ん゜"]),
        ("참가비는 ￦500원", 11, ["참가비는", "￦500원"]),
        ("今年一共占了２．５％吗", 16, ["今年一共占了", "２．５％吗"]),
        ("火箭在凌晨3：35升空", 13, ["火箭在凌晨", "3：35升空"]),
        ("他们两个班共１，０００人", 16, ["他们两个班共", "１，０００人"]),
        ("第3，4章", 5, ["第3，", "4章"]),
        ("面积为一百㎡的", 10, ["面积为一", "百㎡的"]),
        ("作者认为他们[12]很好", 13, ["作者认为他", "们[12]很好"]),
        ('共6.9"（大）', 9, ['共6.9"', "（大）"]),
        ("他很好\u200b”吗", 6, ["他很", "好\u200b”吗"]),
        ("set value=(x)", 11, ["set", "value=(x)"]),
        ("3GHz/8GB/512GB/555X", 17, ["3GHz/8GB/512GB/", "555X"]),
        ("", 10, []),
        ("   ", 2, []),
    ],
)
def test_lines_of_small_texts(text: str, cells: int, expected: list[str]) -> None:
    assert lines(text, cells) == expected


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        ("春天来了我们去看花。", 18, ["春天来了我们去", "看花。"]),
        ("春天来了，我们都去看花。", 22, ["春天来了，我们都去", "看花。"]),
        ("春天来了我们都去看花吧", 20, ["春天来了我们都去看", "花吧"]),
        ("我们去看 flowers 了", 16, ["我们去看 flowers", "了"]),
        ("去看花", 4, ["去看", "花"]),
    ],
)
def test_a_paragraph_does_not_end_in_one_character_alone_if_the_line_before_stays_full(
    text: str, cells: int, expected: list[str]
) -> None:
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
