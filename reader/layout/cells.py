"""How many terminal cells text takes, and cutting text to cells.

A cell is one column of the terminal. Widths are those of `rich.cells` (Unicode TR 11 and emoji data), by which the
terminal layer pads a line, and are summed as it sums them: a character after a zero-width joiner takes no cells,
VARIATION SELECTOR-16 widens the narrow emoji before it. Tabs count 1, as they are drawn as one space.
"""

import re
from itertools import repeat

from rich.cells import cell_len, get_character_cell_size

ZWJ = "\u200d"
VS16 = "\ufe0f"
_NARROW = re.compile("[\t -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e]*")
_JOINING = re.compile(f"[{ZWJ}{VS16}]")


class _Widths(dict[str, int]):
    """Cells of each character, looked up once."""

    def __missing__(self, character: str) -> int:
        self[character] = cells = get_character_cell_size(character)
        return cells


class _Widening(dict[str, bool]):
    """Whether VARIATION SELECTOR-16 makes a narrow character wide."""

    def __missing__(self, character: str) -> bool:
        widens = _WIDTHS[character] == 1 and cell_len(character + VS16) == 2
        self[character] = widens
        return widens


_WIDTHS = _Widths({"\t": 1})
_WIDENING = _Widening()


def widths(text: str) -> bytes:
    """Return the cells of each character of `text`, one byte (0, 1 or 2) each; their sum is `width(text)`."""
    if _NARROW.fullmatch(text):
        return b"\x01" * len(text)
    if _JOINING.search(text):
        return _joined_widths(text)
    return bytes(map(_WIDTHS.__getitem__, text))


def _joined_widths(text: str) -> bytes:
    """Return what `widths` does, for text with joiners or variation selectors in it."""
    cells = bytearray(map(_WIDTHS.__getitem__, text))
    base = ""
    after_joiner = False
    for index, character in enumerate(text):
        if after_joiner:
            cells[index] = 0
            after_joiner = False
        elif character == ZWJ:
            after_joiner = True
        elif character == VS16:
            cells[index] = int(base != "" and _WIDENING[base])
            base = ""
        elif cells[index]:
            base = character
    return bytes(cells)


def width(text: str) -> int:
    """Return the cells `text` takes on one row."""
    if text.isascii() or _NARROW.fullmatch(text):
        return len(text)
    if _JOINING.search(text):
        return sum(_joined_widths(text))
    return sum(map(_WIDTHS.__getitem__, text))


def fit(cells_of: bytes, start: int, cells: int) -> int:
    """Return the largest `stop` for which characters start..stop take at most `cells` cells.

    cells_of: what `widths` gave for the text. Runs in O(log cells) counts, each at memory speed, plus the zero-width
    characters at the end.
    """
    size = len(cells_of)
    cells = max(cells, 0)
    stop = min(start + cells, size)
    if not cells_of.count(2, start, stop):
        room = cells - (stop - start) + cells_of.count(0, start, stop)
    else:
        stop, room = start, cells
    while room > 1 and stop < size:
        step = min(room // 2, size - stop)
        room -= step - cells_of.count(0, stop, stop + step) + cells_of.count(2, stop, stop + step)
        stop += step
    while stop < size and cells_of[stop] <= room:
        room -= cells_of[stop]
        stop += 1
    return stop


def cut(text: str, cells: int, ellipsis: str = "…") -> str:
    """Return `text` in at most `cells` cells, the end replaced by `ellipsis` if it does not fit.

    Never splits a wide character or a joined emoji. Where not even the ellipsis fits the result is empty.
    """
    if len(text) * 2 <= cells or width(text) <= cells:
        return text
    room = cells - width(ellipsis)
    if room < 0:
        return ""
    return text[: fit(widths(text), 0, room)].rstrip() + ellipsis


def pad(text: str, cells: int) -> str:
    """Return `text` with spaces after it to fill `cells` cells; unchanged where it is wider."""
    return text + "".join(repeat(" ", cells - width(text)))
