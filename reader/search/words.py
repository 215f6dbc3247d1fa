"""Several words, all of them, in any order."""

from collections.abc import Sequence

import numpy as np

from reader.search.found import Found, Places, Spans
from reader.search.segment import Segment

# Words apart rank below the same words together.
_APART = np.float32(0.88)


def all_words(segment: Segment, founds: Sequence[Sequence[Found]]) -> Found:
    """Find the titles in which each word has a place; `founds` holds, per word, what each way found."""
    words = [Places(segment, found) for found in founds]
    titles = np.flatnonzero(np.minimum.reduce([word.place for word in words]) >= 0)
    places = [word.place[titles] for word in words]
    score = np.mean([word.score[place] for word, place in zip(words, places, strict=True)], axis=0) * _APART
    start = np.minimum.reduce([word.start[place] for word, place in zip(words, places, strict=True)])
    stop = np.maximum.reduce([word.stop[place] for word, place in zip(words, places, strict=True)])

    def trace(start: int, _stop: int) -> Spans:
        title = segment.owner[start]
        return [span for word in words for span in word.trace(int(word.place[title]))]

    return Found(start, stop, score.astype(np.float32), trace)
