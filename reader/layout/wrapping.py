"""Line breaks kept by text and width, so that a resize back or a fold toggle does not break the same text again."""

from collections import OrderedDict
from threading import Lock

from reader.layout.breaking import breaks

_MOST_LINES = 100_000  # kept over all texts, about 15 MB; a 2 MB article has 20,000 to 50,000

Lines = list[tuple[int, int]]


class Wrapper:
    """A bounded memory of line breaks; the least recently used go first. Safe to share between threads."""

    def __init__(self, most_lines: int = _MOST_LINES) -> None:
        self._kept: OrderedDict[tuple[str, int, int], Lines] = OrderedDict()
        self._lock = Lock()
        self._most_lines = most_lines
        self._lines = 0

    @property
    def size(self) -> int:
        """How many lines are kept."""
        return self._lines

    def wrap(self, text: str, cells: int, first: int | None = None) -> Lines:
        """Return `breaks(text, cells, first=first)`, not to be changed by the caller."""
        key = (text, cells, cells if first is None else first)
        with self._lock:
            if (lines := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return lines
        lines = breaks(text, cells, first=first)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = lines
                self._lines += len(lines)
            while self._lines > self._most_lines and len(self._kept) > 1:
                self._lines -= len(self._kept.popitem(last=False)[1])
        return lines


wrap = Wrapper().wrap
