"""Several words, all of them, in any order."""

from collections.abc import Sequence

import numpy as np

from reader.search.found import Found, Places
from reader.search.joined import Mask, Positions
from reader.search.segment import Segment
from reader.search.spans import Spans

# Words apart rank below the same words together.
_APART = 0.88


def all_words(segment: Segment, founds: Sequence[Sequence[Found]], among: Mask) -> Found:
    """Find the titles `among` (at least one), in each of which each word has a place.

    founds: per word, what each way found.
    """
    words = [Places(segment, found) for found in founds]
    titles = np.flatnonzero(among).astype(np.int32)
    places = [_best_places(word, among, titles) for word in words]
    score = np.mean([word.score[place] for word, place in zip(words, places, strict=True)], axis=0) * _APART
    start = np.minimum.reduce([word.start[place] for word, place in zip(words, places, strict=True)])
    stop = np.maximum.reduce([word.stop[place] for word, place in zip(words, places, strict=True)])

    def trace(start: int, _stop: int) -> Spans:
        at = int(np.searchsorted(titles, segment.owner[start]))
        return [span for word, place in zip(words, places, strict=True) for span in word.trace(int(place[at]))]

    return Found(start, stop, score.astype(np.int16), trace)


def _best_places(word: Places, among: Mask, titles: Positions) -> Positions:
    """Return the best place of a word in each of some titles (ascending, marked in `among`), all of which hold it."""
    owner = word.segment.owner[word.start]
    places = np.flatnonzero(among[owner])
    ascending = places[np.argsort(word.score[places], kind="stable")]
    best = np.zeros(len(titles), np.int32)
    best[np.searchsorted(titles, owner[ascending])] = ascending
    return best
