"""What a line of a list of articles tells beside a title: source, authors, time, views."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from reader.clutter.byline import WORDS, find_views
from reader.clutter.patterns import led
from reader.clutter.publisher import is_publisher
from reader.clutter.rhythm import COUNTED
from reader.core.article import Byline, Precision
from reader.core.dates import TimeFound, find_times

WIDEST_NAME = 28
"""Cells of a publisher's or author's name."""

_LONGEST = 300  # characters of a line that may hold details
_WORTH_A_LOOK = re.compile(
    led(r"\d昨前今刚剛半어오ytja", r"\d|[昨前今刚剛半어오]|yesterday|today|just now|\ban? "), re.IGNORECASE
)
_MOST_WORDS = 5  # of a name
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\b\.?"
_DAY_OF_MONTH = re.compile(
    rf"(?<!\w)(?:\d{{1,2}}\s{_MONTH}|{_MONTH}\s\d{{1,2}}\b)(?!,?\s?(?:19|20)\d\d)", re.IGNORECASE
)
_ASCII_WORD = re.compile(r"[a-zA-Z]{3}")
# A time that stands right after a letter is a time all the same when it is as exact as this.
_SURE = re.compile(r"(?:19|20)\d\d\D|\d[:：]\d\d|前$|ago$")
_BARS = re.compile(r"[\s　]*[|｜│•·／/\[\]【】()（）,，]+[\s　]*|\s{2,}|　|\s[-–—]\s")
_HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]")
_SOURCE = re.compile(r"^(?:来源|來源|出处|出處|转自|source|via|出典)\s?[:：]?\s*", re.IGNORECASE)
_AUTHOR = re.compile(r"^(?:(?:by|von|par|por)\s+|(?:作者|文|记者|記者|author)\s?[:：/]\s*)", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！？!?；;：:…“”\"《》]")
_EDGES = " \t　:：|｜│·•–—-,，/()（）[]【】"
_EDGE = re.compile(r"^$|[\s　|｜│•·／/\[\]【】()（）]")
_BRACKETS = (("[", "]"), ("【", "】"), ("(", ")"), ("（", "）"))

_NUMBER_ON = re.compile(r"[\d,.]*\d(?:\s?[万萬])?|\s?[万萬]")
_SMALL = frozenset(["of", "the", "and", "on", "in", "for", "at", "de", "la", "le", "du", "der", "die", "van", "von"])
_NAME_AFTER_BAR = re.compile(r"(?:\s{2,}|\s?[|｜│·]\s?)([^|｜│·]{2,40})$")
_NAME_AFTER_BLANK = re.compile(r"(?:\s|　|\s[-–—]\s)(\S{2,20})$")

Span = tuple[int, int]


class Details(Struct, frozen=True):
    """What the details in one line say, and what else is in it.

    more: other counts, and a second name. names: whether the rest is names and nothing else. left: the longest
    stretch of a rest that may be a title, None when there is none. parted: whether something other than a blank parts
    the details from it.
    """

    byline: Byline
    more: tuple[str, ...]
    names: bool
    left: Span | None
    parted: bool

    @property
    def is_pure(self) -> bool:
        """Whether the line is nothing but details and names."""
        return self.left is None or self.names


def read_details(text: str, now: datetime, *, titled: bool = False) -> Details | None:
    """Return the details in a line, None if it has none.

    now: what relative times are relative to. titled: it is known that the line holds a title too, however short.
    """
    if len(text) > _LONGEST or not _WORTH_A_LOOK.search(text):
        return None
    times = [time for time in _times(text, now) if time.precision is not Precision.YEAR and _stands_apart(text, time)]
    views = find_views(text, times)
    spans = [(time.start, time.stop) for time in times]
    spans += [views[0]] if views else []
    counts = _counts(text, spans)
    spans += counts
    if not spans:
        return None
    gaps = _gaps(text, sorted(spans))
    names, authors = ([], []) if titled else _names(text[slice(*gap)] for gap in gaps)
    all_names = bool(names or authors)
    left = max(gaps, key=lambda gap: gap[1] - gap[0], default=None)
    parted = left is not None and _parted(text, left)
    if left is not None and not all_names:
        name = _name_at_end(text, left)
        beside = [gap for gap in gaps if gap != left] + ([name] if name else [])
        names, authors = _names(text[slice(*gap)] for gap in beside)
        left = (left[0], len(text[: name[0]].rstrip(_EDGES))) if name else left
    time = times[0] if times else None
    byline = Byline(
        source=names[0] if names else None,
        authors=tuple(authors),
        published=time.when if time else None,
        precision=time.precision if time else None,
        views=views[1] if views else None,
    )
    more = (*names[1:], *(text[start:stop].strip() for start, stop in counts))
    return Details(byline, more, all_names, left, parted)


def _counts(text: str, taken: Sequence[Span]) -> list[Span]:
    """Return where other counts stand ("12 comments"); digits in `taken` belong to a time or the views."""
    counts: list[Span] = []
    start = 0
    while match := COUNTED.search(text, start):
        over = [span for span in taken if span[0] < match.end() and match.start() < span[1]]
        start = max(span[1] for span in over) if over else match.end()
        if not over:
            number = _NUMBER_ON.match(text, start) if text[start - 1].isdigit() else None
            start = number.end() if number else start
            counts.append((match.start(), start))
    return counts


def _name_at_end(text: str, left: Span) -> Span | None:
    """Return where in a title that its details follow the publisher's name stands, None if it has none."""
    for form, is_it in ((_NAME_AFTER_BAR, is_name), (_NAME_AFTER_BLANK, is_publisher)):
        found = form.search(text, *left)
        if found and is_name(found[1]) and is_it(found[1]) and _cells(text[left[0] : found.start()]) > _cells(found[1]):
            return found.span(1)
    return None


def is_name(text: str) -> bool:
    """Whether a line can be the name of a publisher or author: short, no sentence, in Latin letters capitalised."""
    words = text.split()
    return (
        len(text) > 1
        and _cells(text) <= WIDEST_NAME
        and len(words) <= _MOST_WORDS
        and not _SENTENCE.search(text)
        and any(map(str.isalpha, text))
        and all(not word[0].islower() or word in _SMALL or "." in word for word in words)
        and words[-1] not in _SMALL
    )


def _cells(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if character > "\u10ff" else 1 for character in text)


def _times(text: str, now: datetime) -> list[TimeFound]:
    """Return the times in a line; lists also write a day without its year ("28 Mar"), the latest not in the future."""
    times = find_times(text, now)
    for match in _DAY_OF_MONTH.finditer(text) if _ASCII_WORD.search(text) else ():
        if _overlaps(match.span(), [(time.start, time.stop) for time in times]):
            continue
        for year in (now.year, now.year - 1):
            found = find_times(f"{match[0].rstrip('.')} {year}", now)
            if found and found[0].when.replace(tzinfo=None) <= now.replace(tzinfo=None) + timedelta(days=1):
                times.append(
                    TimeFound(start=match.start(), stop=match.end(), when=found[0].when, precision=Precision.DAY)
                )
                break
    return sorted(times, key=lambda time: time.start)


def _stands_apart(text: str, time: TimeFound) -> bool:
    """Whether a time is no part of a sentence: at an edge or between blanks and bars, or exact enough."""
    before, after = text[max(0, time.start - 1) : time.start], text[time.stop : time.stop + 1]
    apart = bool(_EDGE.match(before)) and (bool(_EDGE.match(after)) or after.isdigit())
    return apart or bool(_SURE.search(text[time.start : time.stop]))


def _overlaps(span: Span, spans: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < stop for start, stop in spans)


def _gaps(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the stretches of `text` between `spans`, without the marks at their edges, those without text left out."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    gaps = []
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        while start < stop and _is_mark(text[start:stop], text[start]):
            start += 1
        while stop > start and _is_mark(text[start:stop], text[stop - 1]):
            stop -= 1
        if any(map(str.isalnum, text[start:stop])):
            gaps.append((start, stop))
    return gaps


def _is_mark(gap: str, edge: str) -> bool:
    """Whether the character at the edge of a gap parts it from the details, rather than being its own bracket."""
    for opening, closing in _BRACKETS:
        if edge in (opening, closing):
            return gap.count(opening) != gap.count(closing)
    return edge in _EDGES


def _names(pieces: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the names of publishers and of authors in the rest of a line; none if something in it is no name."""
    sources: list[str] = []
    authors: list[str] = []
    for gap in pieces:
        for piece in _BARS.split(gap):
            author = _AUTHOR.match(piece)
            bare = _SOURCE.sub("", _AUTHOR.sub("", piece)).strip(_EDGES)
            parts = bare.split() if _HAN.search(bare) else [bare]
            for part in parts:
                if not part or all(map(WORDS.fullmatch, part.split())) or not any(map(str.isalnum, part)):
                    continue
                if not is_name(part):
                    return [], []
                (authors if author else sources).append(part)
    if len(sources) > 2 or sum(map(_cells, sources)) > WIDEST_NAME:
        return [], []
    return sources, authors


def _parted(text: str, left: Span) -> bool:
    """Whether a bracket, a bar, a dash or a wide gap parts the stretch `left` from the details beside it."""
    before, after = text[max(0, left[0] - 3) : left[0]], text[left[1] : left[1] + 3]
    return any(re.search(r"[|｜│•·／/\[\]【】()（）–—]|\s-\s?|\s{2}|　|\t", side) for side in (before, after))
