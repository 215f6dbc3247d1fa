"""Patterns of what a spelling in pinyin may stand for in a text: whole syllables, or initials."""

import re
from collections.abc import Collection, Iterable
from itertools import islice, product

from reader.search.pinyin import beginnings, syllables

_LEAST = 2
"""Letters of pinyin that are worth looking for."""

_LONGEST = 6
"""Letters of a syllable: zhuang."""

_MOST = 32
"""Ways to cut a query that are followed: `xianxianxian` is xian or xi'an three times."""

_PARTS = re.compile(r"[a-z]+|[\s']+|[^a-z\s']+")
_SEPARATED = r"[\s']*"


def syllable_runs(query: str, alphabet: Collection[str]) -> list[str]:
    """Return patterns of what `query`, folded, may be the pinyin of; none when it has no whole syllable.

    The last syllable may be unfinished when something stands before it. Blanks and apostrophes end a syllable. Letters
    beside others may also mean themselves: Claude抄xi. alphabet: the characters that the text is made of.
    """
    parts = _PARTS.findall(query.strip(" '"))  # a pattern must not begin with what may be blank without end
    ways: list[list[str]] = []
    for at, part in enumerate(parts):
        if not part.strip(" '"):
            ways.append([_SEPARATED])
        elif "a" <= part[0] <= "z" and len(query) >= _LEAST:
            cuts = _cuts(part, alphabet, is_first=not ways, is_last=at == len(parts) - 1)
            ways.append([*cuts, re.escape(part)])
        else:
            ways.append([re.escape(part)])
    literal = tuple(way[-1] for way in ways)
    return ["".join(way) for way in islice(product(*ways), _MOST) if way != literal]


def initials(query: str, alphabet: Collection[str]) -> str | None:
    """Return the pattern of characters whose readings begin with the letters of `query`; None where it has others, or
    no such characters are in `alphabet`."""
    letters = re.sub(r"[\s']", "", query)
    if len(letters) < _LEAST or not re.fullmatch("[a-z]+", letters):
        return None
    read = [_read_as(beginnings().get(letter, ()), alphabet) for letter in letters]
    return "".join(read) if all(read) else None


def _cuts(letters: str, alphabet: Collection[str], *, is_first: bool, is_last: bool) -> list[str]:
    """Return a pattern for each way to cut letters into syllables, the longest first syllables first.

    is_first, is_last: whether nothing stands before or behind them in the query.
    """
    size = len(letters)
    ways: list[list[str]] = [[] for _ in letters] + [[""]]
    for at in reversed(range(size)):
        for stop in range(min(at + _LONGEST, size), at, -1):
            sound = letters[at:stop]
            may_be_unfinished = is_last and stop == size and (at > 0 or not is_first)
            meant = beginnings().get(sound, ()) if may_be_unfinished else (sound,)
            if ways[stop] and (read := _read_as(meant, alphabet)):
                ways[at] += [read + rest for rest in ways[stop]]
        del ways[at][_MOST:]
    return ways[0]


def _read_as(sounds: Iterable[str], alphabet: Collection[str]) -> str:
    """Return the pattern of the characters of `alphabet` that are read as one of some syllables; "" for none."""
    found = {character for sound in sounds for read in syllables().get(sound, ()) for character in read}
    return f"[{''.join(sorted(found.intersection(alphabet)))}]" if not found.isdisjoint(alphabet) else ""
