"""List rhythm: title, source-views-date, title, source-views-date, again and again."""

import re
from collections.abc import Sequence

from msgspec import Struct

from reader.clutter.lines import Line
from reader.clutter.patterns import led

_LEAST_TURNS = 3
_LONGEST_PERIOD = 4
_WIDEST_META = 80  # cells
COUNTED = re.compile(
    led(
        r"\d浏瀏阅閱点人播评跟回閲조vcr",
        r"(?:浏览|瀏覽|阅读|閱讀|点击|人气|播放|评论|跟贴|回复|点赞|views?|comments?|reads?|閲覧|"
        r"조회)\s?[:：]?\s?\d|\d[\d,.]*\s?[万wk]?\+?\s?(?:人|次|浏览|阅读|播放|评论|跟贴|回复|赞|图|views?|"
        r"comments?|min(?:ute)?s?\sread|votes?|shares?|likes?)\b",
    ),
    re.IGNORECASE,
)
_DATES = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}[:：]\d\d(?:[:：]\d\d)?|"
    r"(?<!\d)\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?(?!\d)|\d{1,2}月\d{1,2}日|(?:\w{3,9}\.?\s)\d{1,2},?\s\d{4}|"
    r"\d{1,2}\s\w{3,9}\s\d{4}"
    r"|\d{1,3}\s?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\sago|\d{1,3}\s?(?:分钟|小时|"
    r"天|个月|年)前|昨天|昨日"
)


class Rhythm(Struct, frozen=True):
    """Lines start..stop (half-open) that repeat a pattern of `period` lines, one of them a line of details."""

    start: int
    stop: int
    period: int


def is_meta(line: Line) -> bool:
    """Whether the line holds the details of a list item: source, views, date, and little else."""
    if line.cells > _WIDEST_META or (line.prose and line.cells > 60):
        return False
    if line.digits and line.cells <= 60 and COUNTED.search(line.text):
        return True
    if not line.dated:
        return False
    dates = sum(len(match[0]) for match in _DATES.finditer(line.text))
    return dates * 5 >= len(line.text) * 2


def find_rhythms(lines: Sequence[Line], metas: Sequence[bool]) -> list[Rhythm]:
    """Return the lists of at least three turns, in order, none overlapping; linear in the number of lines.

    metas: `is_meta` of each line.
    """
    shapes = [_shape(line, meta) for line, meta in zip(lines, metas, strict=True)]
    found: list[Rhythm] = []
    for period in range(2, _LONGEST_PERIOD + 1):
        start = 0
        for index in range(period, len(shapes) + 1):
            if index < len(shapes) and shapes[index] == shapes[index - period]:
                continue
            turn = shapes[start : start + period]
            if index - start >= _LEAST_TURNS * period and "m" in turn and "s" in turn and "p" not in turn:
                found.append(Rhythm(start, index, period))
            start = index - period + 1
    found.sort(key=lambda rhythm: (rhythm.start, rhythm.period))
    kept: list[Rhythm] = []
    for rhythm in found:
        if not kept or rhythm.start >= kept[-1].stop:
            kept.append(rhythm)
    return kept


def _shape(line: Line, meta: bool) -> str:
    """Return m for details, p for a paragraph, t for a teaser sentence, s for a title-like line."""
    if meta:
        return "m"
    if line.cells > 300:
        return "p"
    return "s" if not line.long else "t"
