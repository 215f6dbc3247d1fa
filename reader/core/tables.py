"""Rows of a table as plain text has them: cells parted by bars or tabs."""

import re

_BAR = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*+")


def is_separator(text: str) -> bool:
    """Return whether a row is the line between the head of a table and its body (GFM 0.29, 4.10)."""
    return "-" in text and "|" in text and _SEPARATOR.fullmatch(text) is not None


def cells_of(text: str) -> list[tuple[int, int]]:
    """Return where the cells of a row stand, without the spaces around them: parted by bars, else by tabs.

    A bar at the start or the end of the row is its frame and parts nothing. A row without either is one cell.
    """
    bars = [match.start() for match in _BAR.finditer(text)]
    edges = bars or [at for at, character in enumerate(text) if character == "\t"]
    spans = list(zip([0, *(edge + 1 for edge in edges)], [*edges, len(text)], strict=True))
    if bars and not text[: bars[0]].strip():
        del spans[0]
    if bars and not text[bars[-1] + 1 :].strip() and len(spans) > 1:
        del spans[-1]
    return [_stripped(text, start, stop) for start, stop in spans]


def _stripped(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return a range of a text without the spaces at its ends."""
    held = text[start:stop]
    start += len(held) - len(held.lstrip())
    return start, start + len(held.strip())
