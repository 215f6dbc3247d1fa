"""Typos are found exactly where the edit distance says so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from reader.search.literal import Typed
from reader.search.segment import Segment
from reader.search.typos import typos

_LETTERS = st.text(st.sampled_from("abc北京"), min_size=4, max_size=9)


def closest(query: str, text: str) -> int:
    """The fewest mistakes in which `query` stands somewhere in `text`."""
    pieces = [text[start:stop] for start in range(len(text) + 1) for stop in range(start, len(text) + 1)]
    return min(OSA.distance(query, piece) for piece in pieces)


@settings(deadline=None, max_examples=150)
@given(_LETTERS, st.lists(_LETTERS, min_size=1, max_size=4), st.sampled_from([1, 2]))
def test_titles_within_the_mistakes_are_found_and_no_others(query: str, titles: list[str], mistakes: int) -> None:
    segment = Segment(titles)
    found = typos(segment, Typed.of(query), query, mistakes)
    owners = {int(owner) for owner in segment.owner[found.start]}
    near = {number for number, title in enumerate(titles) if closest(query, title) <= mistakes}
    assert owners == near


@pytest.mark.parametrize(
    ("query", "title"),
    [("lighthuose", "the lighthouse"), ("ligthouse", "the lighthouse"), ("银航利率", "银行利率调整"), ("ab", "abc")],
)
def test_spans_cover_letters_of_the_query_only(query: str, title: str) -> None:
    segment = Segment([title])
    found = typos(segment, Typed.of(query), query, 1)
    text = segment.letters(0, segment.size)
    for start, stop in zip(found.start.tolist(), found.stop.tolist(), strict=True):
        for low, high in found.trace(start, stop):
            letters = {segment.alphabet[ord(code)] for code in text[low:high]}
            assert letters <= set(query)
