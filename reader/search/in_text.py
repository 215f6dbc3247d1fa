"""Finding a text inside an article: the same folding as in titles, so 開 finds 开, Ａ finds a, and pinyin finds both.

What stands there literally is found, and what is read as whole syllables of pinyin, in the order of the text. Initials
(`bj` for 北京) are only tried when nothing else is found: in a long text any two letters begin some two characters.
Nothing is forgiven: who finds in a text goes from match to match, and reads each.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from reader.core.text import one_line
from reader.search.folding import fold_character, folded
from reader.search.spelled import initials, syllable_runs

Span = tuple[int, int]
Place = tuple[int, int, int]
"""The key of a text, and a half-open character range in it."""

_SLICE = 1 << 14  # characters folded at a time: what holds the interpreter holds up the keys
_WINDOW = 1 << 16  # characters searched at a time
_LONGEST = 1 << 12  # characters a match may have
_BETWEEN = "\0"  # no text holds it: core.text.visible
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f"))
"""What nobody sees or types: soft hyphens, joiners and the like. In titles it does not count either (is_searched)."""


def _never() -> bool:
    return False


class Searched:
    """Texts made ready to be searched again and again, as a query is typed.

    They are folded into one string. It is parted into runs in which each character folded to one, or a single one
    folded to several; of each run: where it begins in the string, the key of its text, where it begins in that text,
    and how many characters of it there are.
    """

    def __init__(self, texts: Iterable[tuple[int, str]]) -> None:
        """texts: (key, text) pairs."""
        self._begins: list[int] = []
        self._runs: list[tuple[int, int, int]] = []
        pieces: list[str] = []
        alphabet: set[str] = set()
        size = 0
        for key, text in texts:
            for start, stop, piece in _folded_runs(text):
                self._begins.append(size)
                self._runs.append((key, start, stop - start))
                pieces.append(piece)
                alphabet.update(piece)
                size += len(piece)
            pieces.append(_BETWEEN)
            size += len(_BETWEEN)
        self._text = "".join(pieces)
        self._alphabet = frozenset(alphabet)

    def find(self, query: str, cancelled: Callable[[], bool] = _never) -> list[Place]:
        """Return every place of `query`, disjoint and in the order of the texts; the first ones only once cancelled.

        Spaces in the query stand for any run of white space.
        """
        query = folded(one_line(query).translate(_UNSEEN)).strip()
        if not query:
            return []
        literally = r"\s+".join(map(re.escape, query.split()))
        spans = self._spans([literally, *syllable_runs(query, self._alphabet)], cancelled)
        if not spans and (pattern := initials(query, self._alphabet)):
            spans = self._spans([pattern], cancelled)
        return list(self._places(sorted(spans)))

    def _spans(self, patterns: Iterable[str], cancelled: Callable[[], bool]) -> set[Span]:
        return {span for pattern in patterns for span in self._matches(re.compile(pattern), cancelled)}

    def _matches(self, pattern: re.Pattern[str], cancelled: Callable[[], bool]) -> Iterator[Span]:
        """Yield the matches of a pattern in the string, in windows that overlap."""
        text, at = self._text, 0
        while at < len(text) and not cancelled():
            stop = at + _WINDOW
            for match in pattern.finditer(text, at, stop + _LONGEST):
                if match.start() >= stop:
                    break
                yield match.span()
                at = match.end()
            at = max(at, stop)

    def _places(self, spans: Iterable[Span]) -> Iterator[Place]:
        """Yield spans of the string as places; one character may fold to several, and so end a match and begin one."""
        last = (-1, 0)
        for first, behind in spans:
            key, start = self._origin(first)
            same, end = self._origin(behind - 1)
            if key == same and (key != last[0] or start >= last[1]):
                yield key, start, end + 1
                last = key, end + 1

    def _origin(self, at: int) -> Span:
        """Return the key of the text that a character of the string came from, and where it stands there."""
        run = bisect_right(self._begins, at) - 1
        key, start, size = self._runs[run]
        return key, start + min(at - self._begins[run], size - 1)


def _folded_runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, stop, folded) of a text, in order: runs folded one for one, or one character folded to several."""
    for begin in range(0, len(text), _SLICE):
        part = text[begin : begin + _SLICE]
        uneven = "".join(map(re.escape, filter(_is_uneven, set(part))))
        start = 0
        for match in re.finditer(f"[{uneven}]", part) if uneven else ():
            at = match.start()
            if start < at:
                yield begin + start, begin + at, folded(part[start:at])
            if piece := _fold(part[at]):
                yield begin + at, begin + at + 1, piece
            start = at + 1
        if start < len(part):
            yield begin + start, begin + len(part), folded(part[start:])


def _is_uneven(character: str) -> bool:
    """Whether a character folds to none or several."""
    return len(_fold(character)) != 1


def _fold(character: str) -> str:
    return "" if ord(character) in _UNSEEN else fold_character(character)
