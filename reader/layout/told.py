"""What the search pane's frame says, in as many cells as there are."""

from reader.layout.cells import cut, width

BETWEEN = " · "

_LEAST = 8  # cells of a cut text that still say something


def told(cells: int, *, understood: str, hint: str, found: str, seconds: str) -> tuple[tuple[str, str], ...]:
    """Return pieces of text that fit into so many cells together, in order, with the name of each.

    Where there is too little room the time goes first. Then the words that were understood give way to the hint, but
    for a third of the room; how much was found always stays.
    """
    texts = {"understood": understood, "hint": hint, "found": found, "seconds": seconds}
    if _taken(texts) > cells:
        texts["seconds"] = ""
    if _taken(texts) > cells:
        gap = width(BETWEEN)
        rest = max(0, cells - width(found) - gap) if found else cells
        share = (max(rest // 3, rest - width(hint) - gap) if hint else rest) if understood else 0
        texts["understood"] = _cut(understood, share)
        texts["hint"] = _cut(hint, rest - (width(texts["understood"]) + gap if texts["understood"] else 0))
        texts["found"] = cut(found, cells)
    return tuple((name, text) for name, text in texts.items() if text)


def _taken(texts: dict[str, str]) -> int:
    return width(BETWEEN.join(filter(None, texts.values())))


def _cut(text: str, cells: int) -> str:
    return cut(text, cells) if cells >= _LEAST else ""
