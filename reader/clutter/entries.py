"""The lines of a related section before they are items: what each is by itself, and which make one list."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from statistics import median

from msgspec import Struct

from reader.clutter.details import Details, read_details
from reader.clutter.lines import Line
from reader.core.article import Label

_HEADLINE = 22  # cells of a line that is no button
_SHORTEST = 12  # cells of a title among longer ones
_TEASER = 60  # cells of a sentence that is cut off, below a title
_LEAST_RANKS = 3
_LEAST_ABOVE = 3  # lines above a list's heading that make a list themselves
_NUMBER = re.compile(r"\s*(?:no\.\s?|top\s?)?(\d{1,4})(\s*[.．、)）:：]\s*|\s{2,}|　\s*|\t\s*|\s)(?=\S)", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"(?:no\.\s?|top\s?)?\d{1,3}\s?[.．、)）]?", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[•·‣▪◦●○■□◆◇▶►»›*＊]\s*|[-–—>]\s+)")
_STEP = re.compile(
    r"\s*(?:[上下前后](?:一)?[篇条章]|前の記事|次の記事|이전\s?글|다음\s?글|(?:previous|prev|next)(?:\s(?:article|post|story))?)"
    r"(?:文章)?\s?(?:[:：»«>]|\s-)\s*(?=\S)",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"^(?:sponsored|promoted|advertisement|paid post|广告|廣告|推广|推廣|PR)\s?[:：|｜·]"
    r"|[|｜·]\s?(?:sponsored|promoted|ad|广告|廣告|推广|推廣|PR)$",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"没有|沒有|无$|none$|n/a$|なし$|없", re.IGNORECASE)
_FULL_STOP = re.compile(r"[。.．][\"”’'」』）)]?$")
_CUT_OFF = re.compile(r"(?:…+|\.{2,})[\"”’'」』）)\]】]?$")


class Shape(StrEnum):
    """What a line is in a list, one letter each."""

    TITLE = "t"
    TEASER = "x"
    DETAILS = "d"
    NAMED = "n"  # details beside a name
    BOTH = "b"  # a title and its details
    NUMBER = "#"
    APART = "-"  # a heading, a button, an advertisement


class Entry(Struct):
    """One line of the section: block index, evidence, details, and where its title would stand."""

    block: int
    line: Line
    details: Details | None
    shape: Shape
    span: tuple[int, int]

    @property
    def text(self) -> str:
        """The line without bullet and rank."""
        return self.line.block.text[self.span[0] : self.span[1]]


def entry_lists(blocks: Sequence[int], lines: Sequence[Line], now: datetime) -> Iterator[list[Entry]]:
    """Yield the lists among the lines of a section, parted by headings, without what belongs to no item.

    blocks: the block index of each line. now: what relative dates are relative to.
    """
    said = ((block, line) for block, line in zip(blocks, lines, strict=True) if any(map(str.isalnum, line.text)))
    for group in _groups([_entry(block, line, now) for block, line in said]):
        _number(group)
        _settle(group, now)
        yield [entry for entry in group if entry.shape is not Shape.APART]


def _entry(block: int, line: Line, now: datetime) -> Entry:
    """Look at one line by itself."""
    text = line.block.text
    start, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    if bullet := _BULLET.match(text):
        start = min(bullet.end(), stop)
    step = _STEP.match(text, start)
    if step and not _NOTHING.search(text, step.end(), stop):
        return Entry(block, line, None, Shape.TITLE, (step.end(), stop))
    details = read_details(text, now)
    return Entry(block, line, details, _shape(line, details), (start, stop))


def _shape(line: Line, details: Details | None) -> Shape:
    if _NUMBER_ALONE.fullmatch(line.text):
        return Shape.NUMBER
    if (line.cue and line.cue.label is Label.ADVERTISEMENT) or _PAID.search(line.text):
        return Shape.APART
    if details and details.is_pure:
        return Shape.NAMED if details.names else Shape.DETAILS
    if line.cue and (line.cue.opens or line.cue.whole or line.cells < _HEADLINE):
        return Shape.APART
    if details:
        return Shape.BOTH
    if line.long or (line.prose and _FULL_STOP.search(line.text)):
        return Shape.TEASER
    return Shape.TEASER if line.cells > _TEASER and line.stops and _CUT_OFF.search(line.text) else Shape.TITLE


def _groups(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Part the lines at headings and the like. A line or two above the first heading are no list."""
    parted = [(apart, list(run)) for apart, run in groupby(entries, lambda entry: entry.shape is Shape.APART)]
    groups: list[list[Entry]] = []
    advertised = False
    for place, (apart, run) in enumerate(parted):
        if apart:
            cue = run[-1].line.cue
            advertised = cue is not None and cue.label is Label.ADVERTISEMENT
            continue
        if advertised and run[0].line.cells < _HEADLINE:
            run = run[1:]
        opened = place == 0 and len(parted) > 1 and _opens(parted[1][1])
        if run and not (opened and len(run) < _LEAST_ABOVE and not any(map(_is_told, run))):
            groups.append(run)
    return groups


def _opens(run: Sequence[Entry]) -> bool:
    return any(entry.line.cue and entry.line.cue.opens for entry in run)


def _is_told(entry: Entry) -> bool:
    """Whether a line is part of an item whatever stands around it."""
    return entry.details is not None or _STEP.match(entry.line.block.text) is not None


def _number(group: Sequence[Entry]) -> None:
    """Take ranks and votes off the titles: numbers that count up, or that several lines in a row have set apart.

    A short line above the first rank is the heading of the ranking.
    """
    titles = [(place, entry) for place, entry in enumerate(group) if entry.shape in "tbx"]
    found = [(place, entry, _NUMBER.match(entry.line.block.text, entry.span[0])) for place, entry in titles]
    for numbered, run in groupby(found, lambda each: each[2] is not None):
        matches = [(place, entry, match) for place, entry, match in run if match]
        ranks = [int(match[1]) for _, _, match in matches]
        counting = len(ranks) > 1 and ranks == list(range(ranks[0], ranks[0] + len(ranks)))
        wide = len(ranks) >= _LEAST_RANKS and all(match[2] != " " for _, _, match in matches)
        if numbered and (counting or wide):
            for _, entry, match in matches:
                entry.span = (match.end(), entry.span[1])
            above = matches[0][0] - 1
            if ranks[0] == 1 and above >= 0 and group[above].line.cells < _HEADLINE:
                group[above].shape = Shape.APART


def _settle(group: list[Entry], now: datetime) -> None:
    """Decide for the whole list whether titles and details share their lines: most do, or none does.

    A sentence is a title only in a list with details, and a word or two among titles is a heading or a button.
    """
    titles = sum(entry.shape in "tx" for entry in group)
    named = [entry for entry in group if entry.shape is Shape.NAMED]
    both = [entry for entry in group if entry.shape is Shape.BOTH]
    if (titles + len(both)) * 2 < len(named) or (both and not titles):
        both += named
    bracketed = len(group) == 1 and all(entry.details and entry.details.parted for entry in both)
    shared = bracketed or (len(both) > 1 and len(both) * 2 >= titles + len(both))
    for entry in both:
        entry.shape = Shape.BOTH if shared else Shape.TITLE
        if shared:
            entry.details = read_details(entry.line.block.text, now, titled=True)
    if not any(entry.shape in "dnb" for entry in group):
        usual = median(entry.line.cells for entry in group)
        for entry in group:
            if entry.line.cells < _SHORTEST and usual >= _HEADLINE:
                entry.shape = Shape.APART
        if all(entry.shape is Shape.TEASER for entry in group):
            group[:] = []
