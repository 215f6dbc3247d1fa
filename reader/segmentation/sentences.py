"""Sentences, Chinese and Latin together.

Sources: UAX #29, 5 (a full stop ends a sentence when a space and no small letter follow, SB6 to SB8a; closing marks
after it belong to it, SB9 to SB11), GB/T 15834-2011 (。！？； and …… end sentences or their clauses; a closing quote or
bracket after them goes with them), and, which UAX #29 leaves to "tailoring", abbreviations.
"""

import re
from functools import lru_cache

from reader.core.clusters import cluster_stop

_CLOSING = "”’」』】）》〉〕］｝)\"'»›]"
_END = re.compile(
    rf"(?:[。！？；｡]|…+|⋯+|[!?]+(?=[!?。！？…{re.escape(_CLOSING)}\s\u2e80-\uffef]|$)|(?<![.])[.]+(?=[{re.escape(_CLOSING)}]*(?:\s|$)))"
    rf"[。！？；｡…⋯!?.]*[{re.escape(_CLOSING)}]*"
)
_GOES_ON = re.compile(r"\s*[，、：,:]|\s+[^\w\s]*[a-zà-öø-ÿа-я]")  # SB8, SB8a
_AT_END = re.compile(r"\s|\Z")
_IS_LAST = re.compile(r"\s*\Z")
_LONGEST_WORD = 32  # characters looked back over for what a full stop abbreviates
_LAST_WORD = re.compile(r"[^\s(（“\"']*\Z")
# With a capital after them all the same: titles, Latin, months, and the like (as in the CLDR's suppressions for `en`).
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev hon st sr jr gen col capt lt sgt gov sen rep vs etc e.g i.e cf al fig no vol pp ed eds ph.d
    approx dept est inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m""".split()  # noqa: SIM905
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]", re.UNICODE)


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the half-open range of each sentence, without the blanks between them; they hold all else of the text."""
    found, start = [], _after_blanks(text, 0)
    for end in _END.finditer(text):
        stop = cluster_stop(text, end.end())
        if stop > start and _ends(text, end):
            found.append((start, stop))
            start = _after_blanks(text, stop)
    stop = len(text.rstrip())
    return (*found, (start, stop)) if start < stop else tuple(found)


def _ends(text: str, end: re.Match[str]) -> bool:
    """Whether a mark that may end a sentence does."""
    mark, stop = end[0], end.end()
    if _GOES_ON.match(text, stop):
        return False
    if mark in "…⋯":  # a single one leaves something out; two are a Chinese ……
        return _AT_END.match(text, stop) is not None
    if mark != "." or _IS_LAST.match(text, stop):
        return True
    word = _LAST_WORD.search(text, max(0, end.start() - _LONGEST_WORD), end.start())
    last = word[0] if word else ""
    return last.casefold() not in _ABBREVIATIONS and not (_INITIALS.fullmatch(last) and last != "I")


def _after_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
