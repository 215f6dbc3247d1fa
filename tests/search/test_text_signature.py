"""A signature rules texts out, but never one that holds the word."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.text_folding import folded, searchable, units
from reader.search.text_signature import OVERLAP, PASSAGE, passages, rows_of, signature

WORDS = ("潮汐", "冬天的渡口", "lantern", "harbour", "ai", "5g", "c++", "开", "é")


def may_hold(texts: list[str], word: str) -> list[bool]:
    """Return of each text whether its signature lets the word pass."""
    folds = [units(searchable(text)) for text in texts]
    starts, first = passages(np.array([len(text) for text in folds], np.int64))
    bits = np.unpackbits(signature(np.concatenate(folds), starts, first), axis=1, count=len(starts)).astype(bool)
    flags = np.ones(len(starts), bool)
    for row in rows_of(folded(searchable(word))):
        flags &= bits[row]
    return [bool(flag) for flag in np.logical_or.reduceat(flags, first[:-1])]


def test_only_texts_with_the_word_pass() -> None:
    texts = ["渡口的潮汐涨了", "山里没有海", "a lantern on the harbour wall", ""]
    assert may_hold(texts, "潮汐") == [True, False, False, False]
    assert may_hold(texts, "lantern") == [False, False, True, False]


def test_long_texts_have_several_passages_of_one_length() -> None:
    starts, first = passages(np.array([10, 0, 3 * PASSAGE - 1], np.int64))
    assert list(first) == [0, 1, 2, 5]
    lengths = np.diff([*starts, 3 * PASSAGE + 9])
    assert list(lengths[:2]) == [10, 0]
    assert max(lengths) <= PASSAGE
    assert max(lengths[2:]) - min(lengths[2:]) <= 1


def test_a_word_across_two_passages_is_found() -> None:
    word = "渡口" * (OVERLAP // 2)
    for before in range(PASSAGE - OVERLAP - 3, PASSAGE + 3):
        text = "山" * before + word + "水" * (PASSAGE // 2)
        assert may_hold(["", text], word) == [False, True], before


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80) | st.lists(st.sampled_from(WORDS)).map(" ".join), min_size=1), st.data())
def test_every_piece_of_a_text_passes(texts: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(texts) - 1))
    text = searchable(texts[number])
    start = data.draw(st.integers(0, len(text)))
    piece = searchable(text[start : data.draw(st.integers(start, len(text)))])
    assert may_hold(texts, piece)[number]
