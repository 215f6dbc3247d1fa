"""Words: of Latin and the like by UAX #29, 4, of Japanese by where its scripts meet, of Chinese by a dictionary.

Until that is known, each Chinese character is a word, as UAX #29 has it.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from reader.core.clusters import cluster_stop

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆〇"
_KANA = "\u3041-\u3096\u309d-\u309f"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_OWN = HAN + _KANA + _KATAKANA
_IS_KANA = re.compile(f"[{_KANA}]")
_HAN = re.compile(f"[{HAN}]")
_TOKEN = re.compile(
    rf"(?P<han>[{HAN}]+)|(?P<kana>[{_KANA}]+)|[{_KATAKANA}]+"
    rf"|(?P<other>[^\W{_OWN}]+(?:[.,:·'’＇．](?=[^\W{_OWN}])[^\W{_OWN}]+)*)"  # WB6 to WB12: don't, 3.14, 24,000
)
_JAPANESE = re.compile(rf"[{HAN}]+[{_KANA}]*|[{_KATAKANA}]+[{_KANA}]*|[{_KANA}]+")

Cuts = Sequence[int]
"""The ends of the words of a text, as characters into it, ascending."""


def is_chinese(text: str) -> bool:
    """Whether it takes a dictionary to tell the words: it has Chinese characters, and no kana between them."""
    return bool(_HAN.search(text)) and not _IS_KANA.search(text)


def words(text: str, cuts: Cuts | None = None) -> list[tuple[int, int]]:
    """Return the half-open range of each word, ascending; marks and blanks are in none.

    cuts: where a dictionary ends the words of the text; None where that is not known.
    A word is as Japanese has its phrases (文節, a noun or verb with the kana after it) in a text with kana.
    """
    found: list[tuple[int, int]] = []
    if _IS_KANA.search(text):
        for match in re.finditer(f"{_JAPANESE.pattern}|{_TOKEN.pattern}", text):
            _take(found, text, *match.span())
        return found
    for match in _TOKEN.finditer(text):
        start, stop = match.span()
        if match["han"]:
            for end in _ends(start, stop, cuts):
                _take(found, text, start, end)
                start = end
        elif found and found[-1][1] == start and match["other"] and not text[start - 1].isalnum():
            found[-1] = found[-1][0], cluster_stop(text, stop)  # only a mark on a letter parts them (WB4)
        else:
            _take(found, text, start, stop)
    return found


def _ends(start: int, stop: int, cuts: Cuts | None) -> Sequence[int]:
    """Return where the words of a run of Chinese characters end."""
    if cuts is None:
        return range(start + 1, stop + 1)
    inside = cuts[bisect_right(cuts, start) : bisect_right(cuts, stop)]
    return inside if inside and inside[-1] == stop else [*inside, stop]


def _take(found: list[tuple[int, int]], text: str, start: int, stop: int) -> None:
    """Add a range, with the marks that belong to its last character; what the one before took is not taken again."""
    start = max(start, found[-1][1] if found else 0)
    stop = cluster_stop(text, stop)
    if start < stop:
        found.append((start, stop))
