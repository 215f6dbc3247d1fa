"""Finding a text inside an article: the same folding as in titles, so 開 finds 开 and Ａ finds a."""

import re
from collections.abc import Iterable, Iterator

from reader.core.text import one_line
from reader.search.folding import fold, folded


def find_in_text(texts: Iterable[tuple[int, str]], query: str) -> list[tuple[int, int, int]]:
    """Return (key, start, stop) for every place of `query` in `texts`, given as (key, text) pairs, in their order.

    start, stop: half-open character range of the text. Spaces in the query stand for any run of white space.
    """
    words = [re.escape(folded(word)) for word in one_line(query).split()]
    if not words or not all(words):
        return []
    pattern = re.compile(r"\s+".join(words))
    return [(key, start, stop) for key, text in texts for start, stop in _places(pattern, text)]


def _places(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield disjoint ranges of `text`; one character may fold to several, and so end one match and begin the next."""
    searched, origins = fold(text)
    last = 0
    for match in pattern.finditer(searched):
        start, stop = origins[match.start()], origins[match.end() - 1] + 1
        if start >= last:
            yield start, stop
            last = stop
