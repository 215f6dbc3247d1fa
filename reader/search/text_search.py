"""Looking for words in the texts of the index: signatures say which may hold them, then those are looked into.

Chosen by measurement, at 100,000 articles of 3 KB (322 MB), 60 % of them Chinese, on two cores:

    a scan of the folded texts, all in memory   86 to 216 ms a query, whose length matters little
    SQLite FTS5 over bigrams, detail=none       .1 to 1 ms, 66 ms for one character; 129 s to make, 108 MB
    signatures and the texts they let pass      3 to 60 ms; some 40 s to make, 140 MB

The scan holds the interpreter all the time and reads 322 MB; FTS5 finds whole Latin words only, needs its candidates
looked into as well, and takes a database that others write to. `python -m tests.bench texts` measures again.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from msgspec import Struct

from reader.search.text_files import Ranked
from reader.search.text_folding import folded, searchable
from reader.search.text_signature import rows_of


def word_of(word: str) -> str:
    """Return a word or phrase of a query as texts are searched for it, empty when nothing of it is."""
    return folded(searchable(word))


class FoundText(Struct, frozen=True):
    """A text that holds all words. rank: as given for it. folded: the text as it was searched, as long as it is."""

    rank: int
    text: str
    folded: str


def search(
    ranked: Ranked, words: Sequence[str], without: Sequence[str], is_wanted: Callable[[int], bool]
) -> Iterator[FoundText | None]:
    """Yield the texts that hold all `words` (as `word_of` returns them) and none of `without`, by their ranks.

    None stands for a text that was looked into and is not one of them.
    is_wanted: asked with the rank of each text that may hold them, before it is read. Raises Damaged.
    """
    rows = [rows_of(word) for word in words]
    places = [np.zeros((0, 3), np.int64)]
    for number, (segment, ranks) in enumerate(ranked):
        at = np.flatnonzero(segment.may_hold(rows) & (ranks >= 0))
        places.append(np.stack([ranks[at], np.full(len(at), number), at], axis=1))
    candidates = np.concatenate(places)
    for rank, number, at in candidates[np.argsort(candidates[:, 0])].tolist():
        if is_wanted(rank):
            text = ranked[number][0].text(at)
            whole = folded(text)
            suits = all(word in whole for word in words) and not any(word in whole for word in without)
            yield FoundText(rank, text, whole) if suits else None
