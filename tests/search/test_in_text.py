"""Finding a text inside an article."""

from hypothesis import given
from hypothesis import strategies as st

from reader.search.in_text import find_in_text


def found(text: str, query: str) -> list[str]:
    """Return the pieces of a text that a query finds in it."""
    return [text[start:stop] for _, start, stop in find_in_text([(0, text)], query)]


def test_every_place_is_found_in_order() -> None:
    texts = [(3, "潮汐和风"), (7, "没有"), (9, "潮汐,又是潮汐")]
    assert find_in_text(texts, "潮汐") == [(3, 0, 2), (9, 0, 2), (9, 5, 7)]


def test_case_width_accents_and_traditional_characters_do_not_matter() -> None:
    assert found("Café ＣＡＦＥ cafe", "cafe") == ["Café", "ＣＡＦＥ", "cafe"]
    assert found("電車開了,电车开了", "电车開") == ["電車開", "电车开"]


def test_a_blank_in_the_query_stands_for_any_white_space() -> None:
    assert found("the  long\tferry, the long ferry", "long ferry") == ["long\tferry", "long ferry"]


def test_signs_that_patterns_use_are_text() -> None:
    assert found("(a+b)* [x] a.b", "(a+b)*") == ["(a+b)*"]
    assert found("axb", "a.b") == []


def test_letters_that_fold_to_several_are_found_once() -> None:
    assert found("aﬀb", "f") == ["ﬀ"]
    assert found("ﬀﬀﬀ", "fff") == ["ﬀﬀ"]


def test_nothing_is_found_for_nothing() -> None:
    assert found("anything", "") == found("anything", "   ") == []


@given(st.text(max_size=40), st.text(max_size=3))
def test_places_lie_within_the_text_and_are_disjoint(text: str, query: str) -> None:
    last = 0
    for _, start, stop in find_in_text([(0, text)], query):
        assert last <= start < stop <= len(text)
        last = stop
