"""Finding a text inside an article."""

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.folding import folded
from reader.search.in_text import Place, Searched

MIXED = st.text(st.sampled_from("北京背景上海電车aAｂbjeiﬀ…℃ \t.é'\U00020000😀"), max_size=60)
TYPED = st.text(st.sampled_from("北京海车abjeif .'"), max_size=6)


def places(text: str, query: str) -> list[Place]:
    return Searched([(0, text)]).find(query)


def found(text: str, query: str) -> list[str]:
    """Return the pieces of a text that a query finds in it."""
    return [text[start:stop] for _, start, stop in places(text, query)]


def test_every_place_is_found_in_order() -> None:
    texts = Searched([(3, "潮汐和风"), (7, "没有"), (9, "潮汐,又是潮汐")])
    assert texts.find("潮汐") == [(3, 0, 2), (9, 0, 2), (9, 5, 7)]
    assert texts.find("没有") == [(7, 0, 2)]


def test_nothing_goes_on_from_one_text_into_the_next() -> None:
    assert Searched([(1, "潮"), (2, "汐")]).find("潮汐") == []
    assert Searched([(1, "long"), (2, "ferry")]).find("long ferry") == []
    assert Searched([(1, "北"), (2, "京")]).find("beijing") == []


def test_case_width_accents_and_traditional_characters_do_not_matter() -> None:
    assert found("Café ＣＡＦＥ cafe", "cafe") == ["Café", "ＣＡＦＥ", "cafe"]
    assert found("電車開了,电车开了", "电车開") == ["電車開", "电车开"]


def test_what_nobody_sees_does_not_matter() -> None:
    assert found("co\u00adop\u200berate", "cooperate") == ["co\u00adop\u200berate"]
    assert found("中\u200b国", "zhongguo") == found("中\u200b国", "zg") == ["中\u200b国"]
    assert found("❤ ❤\ufe0f", "❤\ufe0f") == ["❤", "❤"]
    assert found("a\u00ad", "\u00ad") == []


def test_a_blank_in_the_query_stands_for_any_white_space() -> None:
    assert found("the  long\tferry, the long ferry", "long ferry") == ["long\tferry", "long ferry"]


def test_signs_that_patterns_use_are_text() -> None:
    assert found("(a+b)* [x] a.b", "(a+b)*") == ["(a+b)*"]
    assert found("axb", "a.b") == []
    assert found("[x] x", "[x]") == ["[x]"]


def test_letters_that_fold_to_several_are_found_once() -> None:
    assert found("aﬀb", "f") == ["ﬀ"]
    assert found("ﬀﬀﬀ", "fff") == ["ﬀﬀ"]
    assert found("等……然后", "然后") == ["然后"]


def test_pinyin_finds_characters_and_what_stands_there_literally_in_the_order_of_the_text() -> None:
    assert found("他在北京。Beijing 也叫 beijing,不是背景。", "beijing") == ["北京", "Beijing", "beijing", "背景"]


@pytest.mark.parametrize("typed", ["beijing", "bei jing", "bei'jing", "BEIJING", "beiji", "北jing", "bei京"])
def test_syllables_may_be_parted_mixed_with_characters_and_the_last_one_unfinished(typed: str) -> None:
    assert found("在北京站", typed) == ["北京"]


def test_letters_may_mean_themselves_beside_pinyin() -> None:
    assert found("用Claude抄袭", "claude抄xi") == ["Claude抄袭"]
    assert found("在北京daily上", "beijing daily") == ["北京daily"]


def test_syllables_are_cut_in_every_way() -> None:
    assert found("西安,先生", "xian") == ["西安", "先"]
    assert found("西安,先生", "xi'an") == ["西安"]


def test_characters_with_several_readings_are_found_by_each() -> None:
    assert found("长大", "zhangda") == found("长大", "changda") == ["长大"]


def test_traditional_characters_are_read_too() -> None:
    assert found("電腦", "diannao") == ["電腦"]


def test_initials_are_only_tried_when_nothing_else_is_found() -> None:
    assert found("在北京站", "bj") == ["北京"]
    assert found("在北京站,代号bj", "bj") == ["bj"]
    assert found("在北京站", "b") == []


def test_punctuation_does_not_stand_inside_a_word() -> None:
    assert found("北,京", "beijing") == found("北,京", "bj") == []


def test_nothing_is_forgiven() -> None:
    assert found("在北京站", "beijin g") == []
    assert found("在北京站", "bejing") == []


def test_nothing_is_found_for_nothing() -> None:
    assert found("anything", "") == found("anything", "   ") == found("北京", "'") == []


def test_finding_stops_when_it_is_no_longer_wanted() -> None:
    assert Searched([(0, "潮" * 200_000)]).find("潮", lambda: True) == []


@pytest.mark.parametrize("size", [16_380, 65_530, 65_536, 131_070])
def test_places_are_found_wherever_a_long_text_is_parted(size: int) -> None:
    text = "x" * size + "…北京 the  ferry"
    assert found(text, "北京") == found(text, "beijing") == ["北京"]
    assert found(text, "the ferry") == ["the  ferry"]


@settings(deadline=None, max_examples=80)
@given(st.lists(MIXED, max_size=4), TYPED)
def test_places_lie_within_their_texts_in_order_and_apart(texts: list[str], query: str) -> None:
    found = Searched(enumerate(texts)).find(query)
    assert all(0 <= start < stop <= len(texts[key]) for key, start, stop in found)
    assert all((one, stop) <= (other, start) for (one, _, stop), (other, start, _) in pairwise(found))


@settings(deadline=None, max_examples=80)
@given(MIXED, TYPED)
def test_what_is_literally_there_is_found(text: str, query: str) -> None:
    letters = folded(query).strip()
    if letters and not letters.count(" ") and letters in folded(text):
        assert any(letters in folded(piece) for piece in found(text, query))


def test_apostrophes_around_pinyin_are_no_part_of_it() -> None:
    text = " " * 100_000 + "西"
    before = perf_counter()
    assert places(text, "'xi'") == [(0, 100_000, 100_001)]
    assert perf_counter() - before < 2
