"""Which ways of searching a query is put through: the exact ones first, the forgiving ones when those find little."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from msgspec.structs import replace

from reader.search.apart import LONGEST_APART, SHORTEST_APART, apart
from reader.search.folding import is_han
from reader.search.found import NOWHERE, Found
from reader.search.gaps import gaps
from reader.search.literal import AT_WORD, Typed, literal
from reader.search.long import long
from reader.search.pinyin import beginnings, sounding_like, syllables
from reader.search.runs import LONGEST_RUN, LONGEST_SYLLABLE, WHOLE, Runs, Sounds
from reader.search.segment import Segment
from reader.search.typos import LONGEST_TYPED, typos
from reader.search.words import all_words

# With so many titles that hold the query itself, forgiving ways have nothing to add to a first screen.
_ENOUGH, _CLOSE = 10, 7900
# More words are a pasted text.
_MOST_WORDS = 8
# What mistaken sounds cost, in hundredths.
_UNLIKE = np.int16(1200)
# Least weights (see _weight) of a query in which one, two mistakes are forgiven.
_FORGIVEN = (5, 10)
# Weight of a query that says so much that one title which holds it is enough.
_LONG = 16
# Places looked at for each title that is enough: a title may hold several.
_SAMPLE = 20


def search(segment: Segment, text: str, limit: int, cancelled: Callable[[], bool]) -> list[Found]:
    """Return what answers folded `text`, each way on its own; none for a query without letters or numbers.

    limit: titles that are wanted. Ways that can find none closer than so many that are found already are left out.
    """
    words = [typed for part in text.split() if (typed := Typed.of(part)).letters]
    typed = Typed.of(text)
    query = typed.letters
    if not query:
        return []
    enough = _ENOUGH if _weight(query) < _LONG else 1
    founds = literal(segment, typed, limit)
    if _close(segment, founds, limit, WHOLE):
        return founds
    if len(words) == 1:
        # Short pinyin is often in other words too (xian in Scandinavian), so it is asked for even then.
        founds += _by_sound(segment, query)
        ways = [_with_gaps, _with_likely_sound, _by_beginnings]
    else:
        founds += _by_words(segment, words)
        ways = [_by_spaced_sound, _with_gaps, _with_likely_sound]
    for way in ways:
        if cancelled() or _close(segment, founds, enough):
            return founds
        founds += way(segment, query)
    if not cancelled() and not _close(segment, founds, enough):
        founds += _with_typos(segment, typed, text.strip())
    return founds


def _is_spelled(query: str) -> bool:
    return 2 <= len(query) <= LONGEST_RUN and any("a" <= character <= "z" for character in query)


@cache
def exact_sounds() -> Sounds:
    """Return each syllable as standing for itself."""
    return {syllable: (syllable,) for syllable in syllables()}


def _close(segment: Segment, founds: Sequence[Found], enough: int, least: int = _CLOSE) -> bool:
    """Return whether `enough` titles were found with a score of `least` or more: they hold the query, or nearly."""
    close = np.concatenate([NOWHERE, *(found.start[found.score > least] for found in founds)])
    if len(close) < enough:
        return False
    titles = np.sort(segment.owner[close[: _SAMPLE * enough]])
    return int(np.count_nonzero(np.diff(titles))) + 1 >= enough


def _by_words(segment: Segment, words: Sequence[Typed]) -> list[Found]:
    """Find the words apart, each literally or by its sound.

    Where all are letters, sound is for those that no title has at a word's start. The rarest word comes first: of the
    others only the titles that hold it are looked at.
    """
    if len(words) > _MOST_WORDS:
        return []
    mixed = any(not word.letters.isascii() for word in words)
    ways: list[list[Found]] = []
    among = np.ones(len(segment.titles), bool)
    for word in sorted(words, key=lambda word: _most_of(segment, word)):
        founds = literal(segment, word, among=among if ways else None)
        if mixed:
            founds += _by_sound(segment, word.letters)
        elif not any((found.score >= AT_WORD).any() for found in founds):
            founds += _by_spaced_sound(segment, word.letters)
        ways.append(founds)
        held = segment.owner[np.concatenate([NOWHERE, *(found.start for found in founds)])]
        both = np.zeros(len(among), bool)
        both[held[among[held]]] = True
        among = both
    return [all_words(segment, ways, among)] if among.any() else []


def _most_of(segment: Segment, word: Typed) -> int:
    return segment.most_of([segment.codes.get(character, -1) for character in word.letters])


def _by_sound(segment: Segment, query: str) -> list[Found]:
    return [Runs(segment, query, exact_sounds()).find()] if _is_spelled(query) else []


def _by_spaced_sound(segment: Segment, query: str) -> list[Found]:
    """Find pinyin typed with spaces. Several words of letters that are no pinyin are another language."""
    return _by_sound(segment, query) if not query.isascii() or _is_pinyin(query) else []


def _with_likely_sound(segment: Segment, query: str) -> list[Found]:
    """Find pinyin with initials or endings mixed up."""
    if not _is_spelled(query) or not _is_pinyin(query):
        return []
    found = Runs(segment, query, sounding_like(), whole=True).find()
    return [replace(found, score=found.score - _UNLIKE)]


def _is_pinyin(query: str) -> bool:
    """Whether all letters of the query can be cut into syllables, mixed up or not, the last perhaps unfinished."""
    cuts = {0}
    for at in range(len(query)):
        if at in cuts:
            rest = query[at : at + LONGEST_SYLLABLE]
            cuts.update(at + n for n in range(1, len(rest) + 1) if rest[:n] in sounding_like())
            cuts.update([at + 1] if is_han(rest[0]) else [len(query)] if query[at:] in beginnings() else [])
    return len(query) in cuts


def _by_beginnings(segment: Segment, query: str) -> list[Found]:
    """Find the beginnings of a few words that stand near each other."""
    return apart(segment, query) if SHORTEST_APART <= len(query) <= LONGEST_APART and query.isascii() else []


def _with_gaps(segment: Segment, query: str) -> list[Found]:
    codes = segment.encode(query)
    if codes is None or not 3 <= len(codes) <= 20 or not any(map(is_han, query)):
        return []
    return [gaps(segment, codes, 2 * len(codes) + 1)]


def _with_typos(segment: Segment, typed: Typed, text: str) -> list[Found]:
    weight = _weight(typed.letters)
    for mistakes, least in enumerate(_FORGIVEN, 1):
        if weight >= least and 3 <= len(typed.letters) <= LONGEST_TYPED:
            found = typos(segment, typed, text, mistakes)
            if len(found.start):
                return [found]
    return [long(segment, typed.letters)] if weight >= _LONG else []


def _weight(query: str) -> int:
    """Return how much a query says, in letters: a Chinese character counts for two."""
    return sum(2 if is_han(character) else 1 for character in query)
