"""Prose without punctuation: Chinese written a phrase a line, as weblogs and lyrics have it."""

import re
from collections.abc import Sequence
from itertools import groupby

from reader.clutter.lines import Line

_LEAST_LINES = 10
_LEAST_WIDE, _LEAST_CELLS = 0.5, 14  # of a line: share of wide characters, width
_PROSE_CELLS = 28
_MOST_PUNCTUATED = 0.3  # of the lines; where more are sentences, the others are what they seem
_HAN_PER_LINE = 18  # mean; titles of other articles are as long, but say less
_FUNCTION_SHARE = 0.1  # function words among Chinese characters: running text has a tenth, lists of titles half that
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FUNCTION = re.compile(r"[的了是在也就都不还還这這我你他她们們着著会會很但而与與有和把被讓让]")


def with_verse(lines: Sequence[Line]) -> list[Line]:
    """Return `lines` with long runs of them taken as prose when they read like running Chinese text."""
    found: list[Line] = []
    for alike, run in groupby(lines, key=_may_be):
        group = list(run)
        found += [_as_prose(line) for line in group] if alike and _is_verse(group) else group
    return found


def verse(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the lines that `with_verse` took as prose: many on a page, none closed like a sentence."""
    found = {
        index for index, line in enumerate(lines) if line.prose and not line.stops and not line.ends and _may_be(line)
    }
    return found if len(found) >= _LEAST_LINES else set()


def _as_prose(line: Line) -> Line:
    """Return `line` as prose unless it is short, or the page repeats it: a title, a heading."""
    return line._replace(prose=True) if line.repeats == 1 and line.cells >= _PROSE_CELLS else line


def _may_be(line: Line) -> bool:
    return line.wide >= _LEAST_WIDE and line.cells >= _LEAST_CELLS and line.cue is None and not line.dated


def _is_verse(lines: Sequence[Line]) -> bool:
    if len(lines) < _LEAST_LINES or sum(line.prose for line in lines) > _MOST_PUNCTUATED * len(lines):
        return False
    text = "".join(line.text for line in lines)
    han = len(_HAN.findall(text))
    return han >= _HAN_PER_LINE * len(lines) and len(_FUNCTION.findall(text)) >= _FUNCTION_SHARE * han
