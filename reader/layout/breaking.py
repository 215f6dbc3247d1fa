"""Breaking text into lines of cells, Chinese and Latin together.

Greedy (each line takes what fits), with the break opportunities of `kinds`. Hanging punctuation is not used.
Linear time: each line looks at no more characters than it could hold.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from reader.layout.cells import fit, widths
from reader.layout.kinds import BETWEEN, LONGEST_LOOK, OVER_MARKS, OVER_SPACES, Break, Kind, kinds_of

_FULL_ENOUGH = 0.75  # of the line's cells; a shorter line takes a weaker break if that makes it longer
_AHEAD = 4  # lines looked at behind those asked for
_ENDS_ADDRESS = re.compile("[^!-~]")
_SPACE = str(Kind.SPACE)
_MARKS = Kind.MARK + Kind.LINKER + Kind.JOINER
_NEVER, _FORBIDDEN, _INSIDE, _PART, _WEAK, _STRONG, _LOOK_BACK = map(int, Break)
_WIDOW = re.compile("I[^anbI ]*")  # one ideograph and its marks (clreq, "Adjustments of Orphans and Widows")
_WIDOW_SIZE = 4  # characters


def breaks(text: str, cells: int, *, first: int | None = None, most: int | None = None) -> list[tuple[int, int]]:
    """Return (start, stop) of each line of `text`, in characters; spaces between lines are in no line.

    cells: the most a line may take, at least 2. Lines follow the prohibition rules of clreq and UAX #14 as `kinds`
    states them; a word is split only where it is wider than a line, and a grapheme cluster never, so that one wider
    than a line is the only thing that may exceed it. Leading spaces of the text stay in the first line if there is
    room after them. Text of spaces only has no lines.
    first: the cells of the first line, where they are others.
    most: stop after the line that reaches so many characters, without looking much further; the same lines as without.
    """
    cells = max(cells, 2)
    first = cells if first is None else max(first, 2)
    ahead = _AHEAD * max(cells, first)
    while most is not None and (end := _address_free(text, most + ahead)) < len(text):
        breaker = _breaker(text[:end], cells, first)
        lines = breaker.lines(most)
        if breaker.is_sure(lines):
            return lines
        ahead *= 4
    return _breaker(text, cells, first).lines(most)


def _breaker(text: str, cells: int, first: int) -> "_Breaker":
    """Return the breaker of `text`."""
    kinds = kinds_of(text).rstrip(Kind.SPACE + Kind.ZERO_SPACE)
    return _Breaker(kinds=kinds, widths=widths(text), cells=cells, first=first)


def _address_free(text: str, place: int) -> int:
    """Return the first place from `place` on that is behind a character which ends every address."""
    match = _ENDS_ADDRESS.search(text, place)
    return match.end() if match else len(text)


class _Breaker(Struct, frozen=True, kw_only=True):
    """One text to break: the kinds of its characters up to the last that is no space, their widths, a line's cells and
    those of the first line."""

    kinds: str
    widths: bytes
    cells: int
    first: int

    def lines(self, most: int | None = None) -> list[tuple[int, int]]:
        """Return the lines as `breaks` does."""
        last = len(self.kinds) if most is None else min(most, len(self.kinds))
        if self.first == self.cells:
            return self._lines(self._indent(), last)
        beginning = replace(self, cells=self.first)
        start = beginning._indent()
        begun = beginning._lines(start, min(start + 1, last))
        return [*begun, *self._lines(self._after_spaces(begun[0][1]), last)] if begun else []

    def _lines(self, start: int, last: int) -> list[tuple[int, int]]:
        """Return the lines from the one that begins at `start` to the one that reaches `last`."""
        kinds, widths, cells = self.kinds, self.widths, self.cells
        lines = []
        end = len(kinds)
        while start < last:
            stop = fit(widths, start, cells)
            if stop >= end:
                lines.append((start, end))
                break
            following = stop
            if BETWEEN[kinds[stop - 1 : stop + 1]] != _STRONG:
                following = self._next(start, stop)
            if end - following <= _WIDOW_SIZE and _WIDOW.fullmatch(kinds, following):
                following = self._before_widow(start, following)
            lines.append((start, self._before_spaces(following)))
            start = following
        return lines

    def _indent(self) -> int:
        """Return where the first line starts: behind the leading spaces if those would have its first word split."""
        first, stop = self._after_spaces(0), fit(self.widths, 0, self.cells)
        if not first or stop >= len(self.kinds):
            return 0
        return 0 if any(self._places(first, self._after_spaces(stop))[_WEAK:]) else first

    def is_sure(self, lines: list[tuple[int, int]]) -> bool:
        """Return whether more text behind this one would leave `lines`, which begin it, as they are."""
        place = lines[-1][0] if lines else 0
        for _ in range(2):  # a line looks at what the one after it could hold
            place = self._after_spaces(fit(self.widths, place, max(self.cells, self.first)))
        return place < len(self.kinds) - LONGEST_LOOK

    def _after_spaces(self, place: int) -> int:
        """Return the first place at or after `place` that is not a space."""
        kinds, size = self.kinds, len(self.kinds)
        while place < size and kinds[place] == _SPACE:
            place += 1
        return place

    def _before_spaces(self, place: int) -> int:
        """Return the end of the text before `place` without the spaces at its end."""
        kinds = self.kinds
        while place and kinds[place - 1] == _SPACE:
            place -= 1
        return place

    def _next(self, start: int, stop: int) -> int:
        """Return where the line after that of `start` starts, given that characters up to `stop` fit on one line."""
        first = self._after_spaces(start) if start == 0 else start
        places = self._places(first, self._after_spaces(stop))
        best = places[_STRONG]
        if best and self._is_full(start, best):
            return best
        best = places[_WEAK] or best
        for level in (_PART, _INSIDE):
            if best and (self._is_full(start, best) or not self._is_overlong(best, level)):
                return best
            best = max(best, places[level])
        return best or places[_FORBIDDEN] or self._cluster_end(max(stop, first + 1))

    def _before_widow(self, start: int, widow: int) -> int:
        """Return where the last line starts so that it is not `widow` alone, or `widow` where that is not to be had."""
        place = self._places(start, widow - 1)[_STRONG]
        return place if place and self._is_full(start, place) else widow

    def _places(self, first: int, last: int) -> list[int]:
        """Return the last place of each goodness in first+1..last, 0 for none; those before the last strong one not."""
        kinds = self.kinds
        found = [0] * len(Break)
        for place in range(last, first, -1):
            level = BETWEEN[kinds[place - 1 : place + 1]]
            if level == _LOOK_BACK:
                level = self._looking_back(place)
            if not found[level]:
                found[level] = place
                if level == _STRONG:
                    break
        return found

    def _looking_back(self, place: int) -> int:
        """Return how good `place` is by the character before the spaces or marks that precede it (LB9, LB18)."""
        kinds = self.kinds
        before = self._before_spaces(place) - 1
        table = OVER_MARKS if before == place - 1 else OVER_SPACES
        while before > 0 and kinds[before] in _MARKS:
            before -= 1
        return table[kinds[max(before, 0)] + kinds[place]]

    def _is_full(self, start: int, place: int) -> bool:
        """Return whether a line from `start` that ends before `place` is full enough, trailing spaces apart."""
        stop = self._before_spaces(place)
        cells = stop - start + self.widths.count(2, start, stop) - self.widths.count(0, start, stop)
        return cells >= self.cells * _FULL_ENOUGH

    def _is_overlong(self, start: int, level: int) -> bool:
        """Return whether what follows `start` needs a break of `level` or worse even with a whole line to itself."""
        stop = fit(self.widths, start, self.cells)
        if stop >= len(self.kinds):
            return False
        return not any(self._places(start, self._after_spaces(stop))[level + 1 :])

    def _cluster_end(self, place: int) -> int:
        """Return the first place at or after `place` that is not inside a grapheme cluster."""
        kinds, size = self.kinds, len(self.kinds)
        while place < size and BETWEEN[kinds[place - 1 : place + 1]] == _NEVER:
            place += 1
        return place
