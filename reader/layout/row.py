"""One article as a row of the list: two lines, or one where there is little room. Pure."""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from reader.core.article import Precision
from reader.core.catalog import Row
from reader.core.query import Excerpt, Match, Place, Spans
from reader.core.text import one_line
from reader.layout.cells import cut, fit, width, widths
from reader.layout.facts import SEPARATOR, reading_minutes, short_date
from reader.wording import tr

UNREAD, BOOKMARKED, ARCHIVED, TRASHED, STUB, SELECTED = "◉", "✦", "▪", "✗", "◌", "✓"
"""State marks: one cell in every terminal (East Asian Width "neutral"; ● and ★ are ambiguous and may take two)."""

_GUTTER = 2  # cells before the text: a mark and a space
_ELLIPSIS = "…"
_CONTEXT = 0.25  # of a cut title's cells, kept before the first match
_LEAST_BOTH = 40  # cells in which a title and an excerpt stand side by side
_LEAST_SOURCE = 4  # cells of a source that are worth a fact less

Span = tuple[int, int, str]
"""A half-open character range of a drawn line and the name of its style."""


class RowLine(Struct, frozen=True, kw_only=True):
    """One drawn line of a row.

    text: at most as many cells as asked for, not padded.
    spans: styles by character range: title or read (the title of a read article), match, quiet, progress, tag, and
    unread, bookmark, archived (trashed too), selected for marks. Later ones lie on top.
    """

    text: str
    spans: tuple[Span, ...] = ()


def row(
    row: Row, match: Match | None, *, width: int, now: datetime, is_selected: bool = False
) -> tuple[RowLine, RowLine]:
    """Return the two lines of a row: the title; then source, date, reading time and how far it was read.

    width: the cells of the list. A title that is too long is cut, but so that what `match` found stays in sight.
    Where that is not the title, the second line is the excerpt that tells what it is.
    now: for short dates (aware, in the reader's zone). is_selected: then its mark stands in place of the first.
    """
    first, second = _marks(row, is_selected=is_selected)
    text, spans = _title(row, match, width - _GUTTER)
    found = match.excerpt if match else None
    below = _excerpt(found, width - _GUTTER) if found else _facts(row, width - _GUTTER, now)
    return _line(first, text, spans, width), _line(second, *below, width)


def single(row: Row, match: Match | None, *, width: int, now: datetime, is_selected: bool = False) -> RowLine:
    """Return a row as one line: mark, title and, where a third of the line is enough for it, the date at the right.

    An excerpt takes the place of the date, and what the title leaves of the line, half of it at least.
    """
    first, second = _marks(row, is_selected=is_selected)
    room = width - _GUTTER
    if match and match.excerpt and room >= _LEAST_BOTH:
        text, spans = _title(row, match, room // 2)
        more, styles = _excerpt(match.excerpt, room - _cells(text) - 2)
        lead = len(text) + 2
        moved = tuple((start + lead, stop + lead, style) for start, stop, style in styles)
        return _line(first or second, f"{text}  {more}", (*spans, *moved), width)
    date = _date(row, now)
    if not date or len(date) + 2 > room // 3:
        text, spans = _title(row, match, room)
        return _line(first or second, text, spans, width)
    text, spans = _title(row, match, room - len(date) - 2)
    text += " " * (room - len(date) - _cells(text))
    spans = (*spans, (len(text), len(text) + len(date), "quiet"))
    return _line(first or second, text + date, spans, width)


_cells = width


def _marks(row: Row, *, is_selected: bool) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """Return the mark and its style for the first and for the second line of a row, None for none."""
    state = row.state
    if is_selected:
        first: tuple[str, str] | None = (SELECTED, "selected")
    else:
        first = (STUB, "quiet") if row.article.is_stub else (UNREAD, "unread") if row.is_unread else None
    if state.trashed:
        return first, (TRASHED, "archived")
    if state.bookmarked:
        return first, (BOOKMARKED, "bookmark")
    return first, (ARCHIVED, "archived") if state.archived else None


def _line(mark: tuple[str, str] | None, text: str, spans: tuple[Span, ...], width: int) -> RowLine:
    """Return a line with its mark in the gutter; only the mark where there is no room for more."""
    sign = mark[0] if mark else " "
    if width <= _GUTTER:
        return RowLine(text=sign[: max(width, 0)])
    moved = tuple((start + _GUTTER, stop + _GUTTER, style) for start, stop, style in spans)
    return RowLine(text=f"{sign} {text}", spans=(((0, 1, mark[1]), *moved) if mark else moved))


def _title(row: Row, match: Match | None, room: int) -> tuple[str, tuple[Span, ...]]:
    """Return the title in at most `room` cells, and its styles."""
    text, marked = _in_sight(one_line(row.article.title), match.spans if match else (), room)
    return text, ((0, len(text), "title" if row.is_unread else "read"), *marked)


def _excerpt(found: Excerpt, room: int) -> tuple[str, tuple[Span, ...]]:
    """Return what was found in at most `room` cells, after the name of where it was found, and its styles."""
    label = "#" if found.place is Place.TAG else f"{tr(found.place.value)}{SEPARATOR}"
    if room <= _cells(label):
        return (label := cut(label, room)), ((0, len(label), "quiet"),)
    text, marked = _in_sight(one_line(found.text), found.spans, room - _cells(label))
    moved = ((start + len(label), stop + len(label), style) for start, stop, style in marked)
    return label + text, ((0, len(label + text), "quiet"), *moved)


def _in_sight(text: str, found: Spans, room: int) -> tuple[str, list[Span]]:
    """Return a text cut to at most `room` cells, but so that what was found stays in sight, and where that is."""
    start = _window(text, found, room)
    lead = _ELLIPSIS if start else ""
    shown = cut(text[start:], room - len(lead))
    end = start + len(shown) - (0 if shown == text[start:] else len(_ELLIPSIS))
    marked = [
        (max(first, start) - start + len(lead), min(last, end) - start + len(lead), "match")
        for first, last in found
        if first < end and last > start
    ]
    return lead + shown, marked


def _window(title: str, found: Spans, room: int) -> int:
    """Return the character from which to draw a text, so that the matches, or at least the first, can be seen."""
    if not found or _cells(title) <= room:
        return 0
    cells_of = widths(title)
    if found[-1][1] <= fit(cells_of, 0, room - 1):
        return 0
    before = found[0][0]
    inner = sum(cells_of[before : found[-1][1]])
    spare = room - 2 - inner
    context = int(room * _CONTEXT) if spare < 0 else min(int(room * _CONTEXT), spare)
    if spare < 0 and found[0][1] <= fit(cells_of, 0, room - 1):
        return 0
    start = before
    while start > 0 and context >= cells_of[start - 1]:
        start -= 1
        context -= cells_of[start]
    tail = len(title)
    left = room - 1
    while tail > 0 and left >= cells_of[tail - 1]:
        tail -= 1
        left -= cells_of[tail]
    return min(start, tail)


def _facts(row: Row, room: int, now: datetime) -> tuple[str, tuple[Span, ...]]:
    """Return the quiet second line. Where room is short the last facts go first, and the source is cut."""
    source = one_line(row.article.source or "")
    facts = list(_after_source(row, now))
    least = min(_cells(source), _LEAST_SOURCE)
    while facts and least + sum(len(SEPARATOR) + _cells(text) for text, _ in facts) > room:
        facts.pop()
    left = room - sum(len(SEPARATOR) + _cells(text) for text, _ in facts)
    parts = ([(cut(source, left), "quiet")] if source else []) + facts
    text, spans = "", list[Span]()
    for part, style in parts:
        lead = SEPARATOR if text else ""
        if style != "quiet":
            spans.append((len(text) + len(lead), len(text) + len(lead) + len(part), style))
        text += lead + part
    return text, ((0, len(text), "quiet"), *spans)


def _after_source(row: Row, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield what is said of a row after its source, and the style of each, the most telling first."""
    if date := _date(row, now):
        yield date, "quiet"
    if row.article.is_stub:
        yield tr("not archived"), "quiet"
    elif minutes := reading_minutes(row.article):
        yield tr("{minutes} min", minutes=minutes), "quiet"
    if 0.0 < row.state.progress < 1.0:
        yield f"{max(1, round(row.state.progress * 100))} %", "progress"
    for tag in row.state.tags:
        yield f"#{one_line(tag)}", "tag"


def _date(row: Row, now: datetime) -> str:
    """Return when an article was published, else archived, in short; empty if neither is known."""
    article = row.article
    if article.published:
        return short_date(article.published, article.precision, now)
    return short_date(article.captured, Precision.DAY, now) if article.captured else ""
