"""The one place where text becomes strips: nothing passes that a terminal would obey."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.core.text import one_line

Span = tuple[int, int, str]
"""Half-open character range and the name of its style."""


def strip(text: str, spans: Iterable[Span], styles: Mapping[str, Style], base: Style) -> Strip:
    """Return `text` as a strip, drawn in `base` with each span's style over it, later spans over earlier ones."""
    text = one_line(text)
    spans = [span for span in spans if span[0] < span[1]]
    if not spans:
        return Strip([Segment(text, base)])
    edges = sorted({0, len(text), *(min(edge, len(text)) for span in spans for edge in span[:2])})
    segments = []
    for start, stop in pairwise(edges):
        style = base
        for first, last, name in spans:
            if first <= start and stop <= last:
                style += styles[name]
        segments.append(Segment(text[start:stop], style))
    return Strip(segments)


def plain(text: str, style: Style) -> Strip:
    """Return `text` as a strip in one style."""
    return Strip([Segment(one_line(text), style)])
