"""The beginnings of two or three words with others between them (lighkee for "The lighthouse and its keepers")."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from reader.search.found import Found, Numbers, Scores
from reader.search.joined import UNIT, Positions
from reader.search.segment import Segment
from reader.search.spans import Spans

# Letters of a query that is looked at so, letters of each word at least, words at most.
SHORTEST_APART, LONGEST_APART = 4, 14
_LEAST_LETTERS, _MOST_WORDS = 2, 3
# Places of two words after which three are not looked for.
_ENOUGH = 20
# Below runs of neighbouring words; what another word, and each one passed over, costs. In hundredths.
_NEAR, _WORD, _PASSED = 7600, 160, 30
_MOST_PASSED = 9


def apart(segment: Segment, query: str) -> list[Found]:
    """Find where `query`, cut in any way, begins words in its order, few others between; one Found for each cut.

    Three words are looked for where two find little.
    """
    codes = segment.encode(query)
    if codes is None:
        return []
    known: dict[tuple[int, int], Positions] = {}

    def beginnings(cut: tuple[int, int]) -> Positions:
        if cut not in known:
            start, stop = cut
            if stop - start > _LEAST_LETTERS:
                shorter = beginnings((start, stop - 1))
                known[cut] = shorter[segment.text[shorter + np.int32(stop - start - 1)] == codes[stop - 1]]
            else:
                found = segment.find(codes[start:stop])
                known[cut] = found[(segment.flags[found] & UNIT) != 0]
        return known[cut]

    founds: list[Found] = []
    for words in range(2, _MOST_WORDS + 1):
        if sum(len(found.start) for found in founds) < _ENOUGH:
            there = (cuts for cuts in _cuts(len(codes), words) if all(len(beginnings(cut)) for cut in cuts))
            founds += (found for cuts in there for found in _chain(segment, [beginnings(cut) for cut in cuts], cuts))
    return founds


def _cuts(length: int, words: int) -> Iterator[list[tuple[int, int]]]:
    for inner in combinations(range(_LEAST_LETTERS, length - _LEAST_LETTERS + 1), words - 1):
        cuts = list(zip((0, *inner), (*inner, length), strict=True))
        if all(stop - start >= _LEAST_LETTERS for start, stop in cuts):
            yield cuts


def _chain(segment: Segment, words: Sequence[Positions], cuts: Sequence[tuple[int, int]]) -> list[Found]:
    """Find where each of `words` (places of the query's `cuts`) is followed by the next, in one title."""
    first = last = words[0]
    score = np.full(len(first), _NEAR - _WORD, np.int16)
    for word in words[1:]:
        kept, following = _next(segment, last, word)
        passed = _passed(segment, last[kept], following)
        near = (passed <= _MOST_PASSED).nonzero()[0]
        kept, last = kept[near], following[near]
        first, score = first[kept], score[kept] - np.int16(_WORD) - passed[near] * np.int16(_PASSED)
    length = cuts[-1][1] - cuts[-1][0]

    def trace(start: int, stop: int) -> Spans:
        inner = [int(word[word.searchsorted(start, "right")]) for word in words[1:-1]]
        begins = [start, *inner, stop - length]
        return [(begin, begin + high - low) for begin, (low, high) in zip(begins, cuts, strict=True)]

    return [Found(first, last + np.int32(length), score, trace)] if len(first) else []


def _next(segment: Segment, last: Positions, word: Positions) -> tuple[Numbers, Positions]:
    """Return which of `last` are followed by a place of `word` in the same title, and the place. Both are ascending."""
    if len(word) >= len(last):
        at = np.minimum(word.searchsorted(last, "right"), len(word) - 1)
        kept, following = np.arange(len(last)), word[at]
    else:
        kept, following = np.maximum(last.searchsorted(word) - 1, 0), word
    good = (following > last[kept]) & (segment.owner[following] == segment.owner[last[kept]])
    return kept[good], following[good]


def _passed(segment: Segment, last: Positions, following: Positions) -> Scores:
    """Return how many units are between, one more than may be passed for more."""
    passed = np.full(len(last), _MOST_PASSED + 1, np.int16)
    unit = last
    for count in range(_MOST_PASSED + 1):
        unit = unit + segment.step[unit]
        passed[unit == following] = count
        if (unit >= following).all():
            break
    return passed
