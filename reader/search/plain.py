"""Plain substring search, for the moments before the index is ready. Standard library only."""

from collections.abc import Iterable
from itertools import islice

from reader.core.query import Match
from reader.search.folding import fold, folded
from reader.search.spans import merged

_EXACT, _PREFIX, _INSIDE = 100.0, 95.0, 80.0


def plain(titles: Iterable[tuple[str, str]], query: str, limit: int = 200) -> list[Match]:
    """Return the latest of the (id, title) pairs, oldest first, that hold all words of `query`; closest first."""
    words = folded(query).split()
    if not words:
        return []
    latest_first = reversed(list(titles))
    found = islice((match for id, title in latest_first if (match := _match(id, title, words))), limit)
    return sorted(found, key=lambda match: -match.score)


def _match(id: str, title: str, words: list[str]) -> Match | None:
    bare = title.lower() if title.isascii() else folded(title)
    if not all(word in bare for word in words):
        return None
    text, origins = fold(title)
    begins = [text.index(word) for word in words]
    score = _EXACT if text == words[0] else _PREFIX if begins[0] == 0 else _INSIDE
    found = zip(begins, words, strict=True)
    spans = merged((origins[begin], origins[begin + len(word) - 1] + 1) for begin, word in found)
    return Match(id=id, spans=tuple(spans), score=score)
