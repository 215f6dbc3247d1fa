"""Lines of a page as strips, and the text under a selection of them."""

from collections.abc import Mapping, Sequence

from rich.style import Style
from textual.selection import Selection
from textual.strip import Strip

from reader.core.state import Position
from reader.layout.lines import Inline, Line, Role
from reader.layout.shapes import marks_end
from reader.ui.messages import Matches, Opened
from reader.ui.page_marks import STYLES as MARKED
from reader.ui.strips import Span, plain, strip

GUTTER = 2
"""Cells left of the text, for the cursor's mark."""

HEADINGS = ("heading-1", "heading-2", "heading-3")
"""Names of the styles of headings by level; the last is that of all lower ones."""

_LINES = (*(role.value for role in Role), *HEADINGS)
_PARTS = (*(inline.value for inline in Inline), "mark", "bar", "link", "cursor")
_ASKED_FOR = ("found", "found-here", "selected", "hint")

STYLES = (*_LINES, *_PARTS, *_ASKED_FOR, *MARKED)
"""Names of the component classes a line is drawn with, each after "article--"."""


def line_strip(
    line: Line,
    row: int,
    spans: Sequence[Span],
    styles: Mapping[str, Style],
    *,
    left: int,
    width: int,
    is_cursor: bool,
    beside: str = "",
) -> Strip:
    """Draw a line `width` cells wide, its text `left` cells and the gutter from the left edge.

    row: index of the line in its page, kept in the strip so that a selection finds it.
    styles: by role and by name of STYLES; the pane's own under "". beside: a one-cell mark in the gutter.
    """
    base = styles[""]
    mark = "▎" if is_cursor else " "
    edge = plain(" " * left + (mark + beside).ljust(GUTTER), base + styles["cursor"])
    text = strip(line.drawn, [*own_spans(line), *spans], styles, base + styles[style_of(line)])
    return Strip.join([edge, text.apply_offsets(0, row)]).adjust_cell_length(width, base)


def style_of(line: Line) -> str:
    """Return the name of the style of a whole line."""
    if line.role is Role.HEADING:
        return HEADINGS[min(max(line.level, 1), len(HEADINGS)) - 1]
    return line.role.value


def own_spans(line: Line) -> list[Span]:
    """Return the ranges of a drawn line that look otherwise than the rest: its prefix, links and emphasis.

    The spaces before a bullet are no part of its range, so that both keep their places in a picture.
    """
    shift = len(line.prefix)
    mark = shift - len(line.prefix.lstrip()) if line.prefix.strip() else 0
    spans: list[Span] = [(mark, shift, "mark" if line.role is Role.ITEM else "bar")]
    spans += [(link.start + shift, link.stop + shift, "link") for link in line.links]
    spans += [(span.start + shift, span.stop + shift, span.inline.value) for span in line.spans]
    return spans


def found_spans(line: Line, matches: Matches) -> list[Span]:
    """Return the ranges of a drawn line that were searched for."""
    spans: list[Span] = []
    for index in range(matches.first_from(Position(block=line.block, offset=line.offset)), len(matches.places)):
        match = matches.places[index]
        if match.block != line.block or match.start >= line.end:
            break
        style = "found-here" if index == matches.at else "found"
        shown = line.shown(match.start, match.stop)
        spans += [(start + len(line.prefix), stop + len(line.prefix), style) for start, stop in shown]
    return spans


def selected_spans(line: Line, row: int, selection: Selection | None) -> list[Span]:
    """Return the range of a drawn line that is selected, as a list of one or none."""
    span = selection.get_span(row) if selection else None
    if span is None:
        return []
    length = len(line.drawn)
    return [(span[0], length if span[1] == -1 else min(span[1], length), "selected")]


def selected_text(opened: Opened, selection: Selection) -> str:
    """Return the text under a selection: lines of one block joined as in the block, each block on its own line.

    A bullet, a bar or an indent in it is the mark that it stands for.
    """
    pieces: list[str] = []
    joined: tuple[int, int] | None = None
    lines = opened.page.lines
    first_row = selection.start.y if selection.start else 0
    for row in range(max(0, first_row), min(selection.end.y + 1 if selection.end else len(lines), len(lines))):
        line = lines[row]
        if line.role is Role.BLANK:
            continue
        for start, stop, _ in selected_spans(line, row, selection):
            if line.composed:
                pieces.append((line.drawn)[start:stop])
                joined = None
                continue
            text = opened.body.blocks[line.block].text
            first, last = line.covered(max(0, start - len(line.prefix)), max(0, stop - len(line.prefix)))
            if start < len(line.prefix) and line.offset == marks_end(opened.body.blocks[line.block]):
                first = 0 if line.role is Role.CODE else len(text) - len(text.lstrip())
            if joined and joined[0] == line.block:
                pieces[-1] += text[joined[1] : last]
            else:
                pieces.append(text[first:last])
            joined = (line.block, last)
    return "\n".join(pieces)
