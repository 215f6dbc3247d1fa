"""What speaks for and against a line being the title of its page, as named numbers.

All are 0..1 or counts cut off at a few units, so that one weight each, fitted by `reader.training.titles`, adds up
to a score. Distances are in lines, widths in cells.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import log

from reader.clutter.headline import headline, key, words
from reader.clutter.lines import Line

_REACH = 120  # lines above the main text in which a title is looked for
_INTO = 0.35  # share of the main text's prose below whose start a title may stand: teasers precede some titles
_SAMPLE, _OPENING = 4000, 500  # characters of the main text whose words are compared with a title's
_OFTEN = 15  # times that the main text has a word; more say no more
_TOLD = tuple(log(1 + count) for count in range(_OFTEN + 1))
_SHORTEST, _WIDEST = 6, 1000  # cells of a title
_LONG = 200  # cells above which a title must not read like a paragraph
_SHORT = 36  # cells
_BESIDE = 250  # cells of a line that may repeat the title beside it
_HEAD = 2000  # lines in which breadcrumbs are looked for
_IS_BYLINE = 0.35  # share of a line
_BYLINES_ABOVE, _BYLINES_BELOW = 8, 12  # lines whose bylines are looked at; none beyond
_NO_BYLINES = dict.fromkeys(
    (
        *("byline_below", "byline_below_2", "byline_below_5", "byline_below_10"),
        *("byline_above", "bylines_around", "byline_below_title"),
    ),
    0.0,
)
_ORIGINAL = re.compile(r"[（(\[【]?原标题[:：]|[▲△↑]")  # a second title, a caption
_CRUMBS = re.compile(r"[>|»›/_:–—-](?:(?<=[>|»›/_])|(?<=::)|(?<=\s[-–—])(?=\s))")  # one class first: it is found fast
_CRUMB = re.compile(r"\s[·•❯→/>|–—-]\s|[»›>|]")
_JOINED = re.compile(r"[a-z!?.)][A-Z][a-z]")  # links run together: "for youFind your school"
_CREDIT = re.compile(
    r"(?:photo|image|credit|source|updated?|published|posted|filed|tested|written|reviewed|reading time|by\b|"
    r"in\b.{0,30}$|tags?\b|categor|\d+ comment|subscribe|sign|get |save |share|read |watch |listen|join|download|"
    r"table of)|(?:图|文|图片|摄影|标签|责编|编辑|来源)\s?[:：/]",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:how|why|what|the|an?|\d+|top|best)\b|如何|怎样|怎么|为什么|為什麼|为何", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CONTACT = re.compile(r"\d{3}[-) .]+\d{3,4}|@|\$\d|\.com\b")
_COLON = re.compile(r"[:：](?=.)")
_WIDTHS = tuple((f"cells_{width}", width) for width in (14, 20, 36, 70, 110))


class Page:
    """The lines of a page as titles see them; `candidates` are those that can be one at all."""

    def __init__(self, lines: Sequence[Line], bylines: Sequence[float], main: tuple[int, int]) -> None:
        """bylines: per line, how much of it is a byline, 0..1. main: the half-open run densest in prose."""
        self.lines, self.bylines, (self.start, stop) = lines, bylines, main
        size = len(lines)
        text = "\n".join(line.text for line in lines[self.start : stop] if line.prose)[:_SAMPLE]
        self.counts = Counter(words(text))
        self.opening = set(words(text[:_OPENING]))
        self.prose = list(accumulate([line.cells if line.prose else 0 for line in lines], initial=0))
        self.shares = list(accumulate(bylines, initial=0.0))
        self.cues = list(accumulate([line.cue is not None for line in lines], initial=0))
        self.shorts = list(accumulate([line.cells < _SHORT and not line.prose for line in lines], initial=0))
        self.found = [index for index, share in enumerate(bylines) if share > _IS_BYLINE]
        self.sentences = [index for index, line in enumerate(lines) if line.prose]
        self.paragraphs = [index for index in self.sentences if lines[index].long]
        self._keys: dict[int, str] = {}
        self._words: dict[int, set[str]] = {}
        self._shared: dict[int, set[str]] = {}
        most = self.prose[self.start] + _INTO * (self.prose[stop] - self.prose[self.start])
        last = max(self.start + 3, bisect_left(self.prose, most, self.start, stop))
        span = range(max(0, self.start - _REACH), min(size, last)) if self.start < stop else range(0)
        self.candidates = [index for index in span if self._may_be(index)]
        self.heads = [
            (index, self.key(index))
            for index, line in enumerate(lines[: min(last, _HEAD)])
            if index < 3 or (line.cells < _BESIDE and _CRUMBS.search(line.text))
        ]
        self.common = {index: self._common(index) for index in self.candidates}
        self.best = dict(zip(self.candidates, accumulate(self.common.values(), max), strict=True))

    def _may_be(self, index: int) -> bool:
        """Whether a line can be a title: neither code, a byline or a link, nor closed like a paragraph."""
        line = self.lines[index]
        if not _SHORTEST <= line.cells <= _WIDEST or line.code or (line.cue and line.cue.weight > 2.5):
            return False
        if line.text.endswith("。") or (line.text[-1] == "." and line.stops > 1) or _ORIGINAL.match(line.text):
            return False
        if self.bylines[index] > 0.5 and headline(line.text) == line.text:
            return False
        return line.cells <= _LONG or not (line.ends or line.stops > 1)

    def key(self, index: int) -> str:
        """Return the letters and digits of line `index`."""
        if index not in self._keys:
            self._keys[index] = key(headline(self.lines[index].block.text[:_WIDEST]))
        return self._keys[index]

    def words(self, index: int) -> set[str]:
        """Return the words of line `index`."""
        if index not in self._words:
            self._words[index] = set(words(self.lines[index].block.text[:_WIDEST]))
        return self._words[index]

    def shared(self, index: int) -> set[str]:
        """Return the words of line `index` that the main text has."""
        if index not in self._shared:
            self._shared[index] = self.words(index) & self.counts.keys()
        return self._shared[index]

    def _common(self, index: int) -> float:
        """Return how many words of line `index` the main text has; 1 for what is enough, at most 2."""
        enough = 6 if self.lines[index].wide > 0.3 else 3.5
        return min(2.0, len(self.shared(index)) / enough)

    def plain_features(self, index: int) -> dict[str, float]:
        """Return what speaks for and against line `index` by itself and its place: quick to tell."""
        return {**_form(self.lines[index]), **_told(self, index), **_prose(self, index), **_bylines(self, index)}

    def other_features(self, index: int) -> dict[str, float]:
        """Return what its wording and the lines around say of line `index`."""
        return _wording(self.lines[index]) | _repeated(self, index) | _around(self, index) | _rivals(self, index)


def _form(line: Line) -> dict[str, float]:
    """Features of the line's width, kind and end."""
    text, cells = line.text, line.cells
    found: dict[str, float] = {name: cells >= width for name, width in _WIDTHS}
    found["cells"] = min(3.0, cells / 40)
    found["cue"] = line.cue is not None
    found["prose"] = line.prose
    found["figures"] = line.digits > 0.2
    found["ends_open"] = text.endswith(("；", ";", "，", ",", "：", ":"))
    found["ends_closed"] = text.endswith((".", "!", "！", "…"))
    found["ends_dot"] = text.endswith(".")
    return found


def _wording(line: Line) -> dict[str, float]:
    """Features of the line's words, told by their form."""
    text, parts, latin = line.text, line.text.split(), line.wide < 0.1
    capitals = sum(word[0].isupper() for word in parts) / len(parts) if latin else 0.0
    return {
        "joined": latin and bool(_JOINED.search(text)),
        "credit": bool(_CREDIT.match(text)),
        "asks": bool(_ASKS.match(text)),
        "number_or_question": "?" in text or "？" in text or text[0].isdigit(),
        "colon": bool(_COLON.search(text)),
        "year": bool(_YEAR.search(text)),
        "contact": bool(_CONTACT.search(text)),
        "crumb": len(_CRUMB.findall(text)) == 1,
        "lower": text[0].islower(),
        "capitals": capitals,
        "capitals_all_along": capitals if len(parts) > 9 else 0.0,
    }


def _told(page: Page, index: int) -> dict[str, float]:
    """Features of what the main text says of the line's words."""
    said = page.words(index)
    shared = page.shared(index)
    size = len(said) or 1
    place = bisect_right(page.sentences, index)
    next_said = page.words(page.sentences[place]) if place < len(page.sentences) else frozenset()
    return {
        "told": sum([_TOLD[min(page.counts[word], _OFTEN)] for word in shared]) / (4 + len(said)),
        "told_all": len(shared) == len(said) > 0,
        "told_first": len(said & page.opening) / size,
        "told_next": len(said & next_said) / size,
        "words_2": len(said) >= 2,
        "words_4": len(said) >= 4,
    }


def _bylines(page: Page, index: int) -> dict[str, float]:
    """Features of the bylines around the line."""
    shares, size = page.shares, len(page.lines)
    if shares[max(0, index - _BYLINES_ABOVE)] == shares[min(size, index + _BYLINES_BELOW)]:
        return _NO_BYLINES

    def share(start: int, stop: int) -> float:
        return min(1.0, shares[min(stop, size)] - shares[max(0, start)])

    near = share(index + 1, index + 6)
    many = bisect_left(page.found, index + _BYLINES_BELOW) - bisect_left(page.found, index - _BYLINES_ABOVE)
    return {
        "byline_below": share(index + 1, index + 2),
        "byline_below_2": share(index + 1, index + 3),
        "byline_below_5": near,
        "byline_below_10": share(index + 1, index + 11),
        "byline_above": share(index - 1, index),
        "bylines_around": min(2.0, max(0, many - 2) / 3),
        "byline_below_title": near if page.lines[index].cells >= 20 else 0.0,
    }


def _repeated(page: Page, index: int) -> dict[str, float]:
    """Features of the page's having the line's text elsewhere, as a whole or in a longer line."""
    lines, own = page.lines, page.key(index)
    line = lines[index]
    again = line.repeats > 1
    above = [page.key(at) for at in range(max(0, index - 6), index)]
    below = [page.key(at) for at in range(index + 1, min(index + 4, len(lines)))]
    near = [page.key(at) for at in range(max(0, index - 4), min(index + 4, len(lines))) if lines[at].cells < _BESIDE]
    return {
        "in_head": len(own) >= 6 and any(at < index and own in head and own != head for at, head in page.heads),
        "held_near": len(own) >= 10 and any(own in other and own != other for other in near),
        "ends_like_near": any(14 <= len(other) < len(own) and own.endswith(other) for other in near),
        "came_before": again and line.later == 0,
        "comes_again": again and line.later > 0,
        "came_near": own in above,
        "comes_near": own in below,
    }


def _prose(page: Page, index: int) -> dict[str, float]:
    """Features of the sentences above and below the line."""
    prose, lines, size = page.prose, page.lines, len(page.lines)
    above, below = lines[index - 1] if index else None, lines[index + 1] if index + 1 < size else None

    def after(places: Sequence[int]) -> int:
        place = bisect_right(places, index)
        return (places[place] if place < len(places) else size) - index

    paragraph = after(page.paragraphs)
    return {
        "within": index >= page.start,
        "above_main": min(1.0, max(0, page.start - 1 - index) / 3),
        "far_above_main": max(0, page.start - 1 - index) / 20,
        "to_sentence": min(1.0, (after(page.sentences) - 1) / 4),
        "to_paragraph": min(1.0, (paragraph - 1) / 4),
        "far_to_paragraph": min(3.0, paragraph / 30),
        "prose_next_12": min(1.0, (prose[min(size, index + 13)] - prose[index + 1]) / 1500),
        "prose_next_30": min(1.0, (prose[min(size, index + 31)] - prose[index + 1]) / 3000),
        "prose_last_40": min(600, prose[index] - prose[max(0, index - 40)]) / 600,
        "prose_so_far": min(1500, prose[index]) / 1500,
        "below_sentence": above is not None and above.prose,
        "below_paragraph": above is not None and above.long,
        "above_standfirst": below is not None and below.prose and below.stops <= 1 and below.cells < 300,
    }


def _around(page: Page, index: int) -> dict[str, float]:
    """Features of the short lines and links around the line."""
    cues, shorts, size = page.cues, page.shorts, len(page.lines)
    return {
        "links_above_3": (cues[index] - cues[max(0, index - 3)]) / 3,
        "short_above_3": (shorts[index] - shorts[max(0, index - 3)]) / 3,
        "short_above_8": (shorts[index] - shorts[max(0, index - 8)]) / 8,
        "short_below_3": (shorts[min(size, index + 4)] - shorts[index + 1]) / 3,
    }


def _rivals(page: Page, index: int) -> dict[str, float]:
    """Features of the other lines nearby that can be the title."""
    own, said, lines = page.common[index], page.words(index), page.lines
    up = [at for at in range(max(0, index - 5), index) if at in page.common]
    down = [at for at in range(index + 1, index + 6) if at in page.common]
    alike = [len(said & (other := page.words(at))) / (1 + min(len(said), len(other))) for at in down[:4]]
    above = lines[index - 1] if index - 1 in page.common else None
    plain = [lines[at] for at in up if lines[at].cue is None and not lines[at].prose]
    return {
        "more_told_above": max((page.common[at] for at in up), default=0.0) - own,
        "more_told_below": max((page.common[at] for at in down), default=0.0) - own,
        "most_told_so_far": 0 < own >= page.best[index],
        "like_below": max(alike, default=0.0),
        "titles_above": min(3, sum(line.cells >= 20 for line in plain)) / 3,
        "short_title_above": above is not None
        and above.cue is None
        and 8 <= above.cells < _SHORT
        and bool(page.shared(index - 1)),
    }
