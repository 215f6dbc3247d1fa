"""Lines of a page as strips, and the text under a selection of them."""

from collections.abc import Mapping, Sequence

from rich.style import Style
from textual.selection import Selection
from textual.strip import Strip

from reader.layout.lines import Line, Role
from reader.ui.messages import Matches, Opened
from reader.ui.strips import Span, plain, strip

GUTTER = 2
"""Cells left of the text, for the cursor's mark."""

STYLES = (*(role.value for role in Role), "mark", "cursor", "found", "found-here", "selected")
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
) -> Strip:
    """Draw a line `width` cells wide, its text `left` cells and the gutter from the left edge.

    row: index of the line in its page, kept in the strip so that a selection finds it.
    styles: by role and by name of STYLES; the pane's own under "".
    """
    base = styles[""]
    mark = "▎" if is_cursor else " "
    edge = plain(" " * left + mark.ljust(GUTTER), base + styles["cursor"])
    if line.role is Role.ITEM:
        spans = [(0, line.indent, "mark"), *spans]
    text = strip(line.drawn, spans, styles, base + styles[line.role.value])
    return Strip.join([edge, text.apply_offsets(0, row)]).adjust_cell_length(width, base)


def found_spans(line: Line, matches: Matches) -> list[Span]:
    """Return the ranges of a drawn line that were searched for."""
    if line.composed:
        return []
    shift = len(line.prefix) - line.offset
    return [
        (max(0, match.start + shift), match.stop + shift, "found-here" if match is matches.here else "found")
        for match in matches.places
        if match.block == line.block and match.start < line.offset + len(line.text) and match.stop > line.offset
    ]


def selected_spans(line: Line, row: int, selection: Selection | None) -> list[Span]:
    """Return the range of a drawn line that is selected, as a list of one or none."""
    span = selection.get_span(row) if selection else None
    if span is None:
        return []
    length = len(line.drawn)
    return [(span[0], length if span[1] == -1 else min(span[1], length), "selected")]


def selected_text(opened: Opened, selection: Selection) -> str:
    """Return the text under a selection: lines of one block joined as in the block, each block on its own line."""
    pieces: list[str] = []
    joined: tuple[int, int] | None = None
    for row, line in enumerate(opened.page.lines):
        if line.role is Role.BLANK:
            continue
        for start, stop, _ in selected_spans(line, row, selection):
            if line.composed:
                pieces.append((line.drawn)[start:stop])
                joined = None
                continue
            first, last = (max(0, edge - len(line.prefix)) + line.offset for edge in (start, stop))
            text = opened.body.blocks[line.block].text
            if joined and joined[0] == line.block:
                pieces[-1] += text[joined[1] : last]
            else:
                pieces.append(text[first:last])
            joined = (line.block, last)
    return "\n".join(pieces)
