"""A positional index of some titles: where every character, pair of characters and pair of initials stands.

All folded titles are joined into one array of character codes; a *position* is an index into it. Spaces and
punctuation are left out, so that spacing never matters. A *unit* is what a reader abbreviates: one Chinese
character, or one word of letters and digits.
"""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from reader.search.folding import fold_character, is_han, is_searched
from reader.search.pinyin import readings

Positions = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Table = npt.NDArray[np.uint8]

# What stands at a position: a word begins (after a space, punctuation or a change of script), a unit begins, the
# title begins, something was left out before it, that was more than a space between words, it is Chinese, it is none.
WORD, UNIT, BEGIN, GAP, BREAK, HAN, SEPARATES = (1 << bit for bit in range(7))
# How a character is read so: not, mostly, also.
NOT_READ, MOSTLY, ALSO = range(3)

# Longer titles are searched in their first characters only: nobody reads on in a list.
TITLE_LIMIT = 1000
QUERY_LIMIT = 256
SEPARATOR = "\0"
# Letters and digits as 1..36; 0 is every other character.
_INITIALS = {character: number for number, character in enumerate("abcdefghijklmnopqrstuvwxyz0123456789", 1)}
_PAIRS = len(_INITIALS) + 1
_MOST_INITIALS = 4


def initial_of(character: str) -> int:
    """Return the number of a letter or digit, 0 for any other character."""
    return _INITIALS.get(character, 0)


class Segment:
    """Titles numbered from 0, oldest first, in arrays that never change.

    text: character codes; 0 stands before the first, between and after all titles.
    owner: title number of each position. origin: character of the title that a position came from.
    step: distance to the start of the next unit. flags: WORD, UNIT… of each position. first: position of each title's
    first character.
    """

    def __init__(self, titles: Sequence[str]) -> None:
        self.titles = tuple(titles)
        joined = SEPARATOR + "".join(title[:TITLE_LIMIT].replace(SEPARATOR, " ") + SEPARATOR for title in titles)
        raw = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
        self._lay_out(raw)
        self._sort_pairs()
        self._sort_initials()

    def _lay_out(self, raw: npt.NDArray[np.uint32]) -> None:
        present = np.zeros(int(raw.max()) + 1, bool)
        present[raw] = True
        distinct = np.flatnonzero(present)
        rank = np.zeros(len(present), np.int32)
        rank[distinct] = np.arange(len(distinct), dtype=np.int32)
        pieces = [_searched(chr(code)) for code in distinct.tolist()]
        self.codes: dict[str, int] = {SEPARATOR: 0}
        flat = [self.codes.setdefault(c, min(len(self.codes), 0xFFFF)) for piece in pieces for c in piece]
        sizes = np.array([len(piece) for piece in pieces], np.int32)
        left_out = [_left_out(chr(code)) for code in distinct.tolist()]

        ranks = rank[raw]
        kept = sizes[ranks]
        source = np.repeat(np.arange(len(raw), dtype=np.int32), kept)
        ends = np.cumsum(kept, dtype=np.int32)
        within = np.arange(len(source), dtype=np.int32) - (ends - kept)[source]
        begins = np.cumsum(sizes, dtype=np.int32) - sizes
        text = np.array(flat, np.uint16)[begins[ranks[source]] + within]
        separators = raw == 0
        self.owner: Positions = (np.cumsum(separators, dtype=np.int32) - 1)[source]
        begins = np.flatnonzero(separators).astype(np.int32) + np.int32(1)
        self.origin = (source - begins[self.owner]).astype(np.uint16)
        gap, parts, breaks = (
            np.diff(np.cumsum(kind[ranks], dtype=np.int32)[source], prepend=np.int32(0)) != 0
            for kind in np.array(left_out).T
        )

        self.alphabet = sorted(self.codes, key=self.codes.__getitem__)
        han = np.array([is_han(character) for character in self.alphabet])
        self.flags = _flags(text, han[text], gap, parts, breaks)
        # Looking a query's length past the end finds separators.
        self.text = np.concatenate([text, np.zeros(2 * QUERY_LIMIT, np.uint16)])
        self.first: Positions = (np.flatnonzero(text == 0)[:-1] + 1).astype(np.int32)
        self.size = len(text)
        self.han = han

    def _sort_pairs(self) -> None:
        # The pair in the upper half, the position in the lower: one sort of plain numbers, far faster than argsort.
        ordered = self.text[: self.size].astype(np.uint64)
        ordered <<= np.uint64(16)
        ordered |= self.text[1 : self.size + 1]
        ordered <<= np.uint64(32)
        ordered |= np.arange(self.size, dtype=np.uint32)
        ordered.sort()
        self._pair_positions: Positions = (ordered & np.uint64(0xFFFFFFFF)).astype(np.int32)
        pairs = (ordered >> np.uint64(32)).astype(np.uint32)
        starts = np.flatnonzero(np.diff(pairs, prepend=pairs[0] ^ np.uint32(1)))
        self._pairs = pairs[starts]
        self._pair_starts = np.append(starts, self.size).astype(np.int32)
        bounds = np.searchsorted(self._pairs >> np.uint32(16), np.arange(len(self.alphabet) + 1, dtype=np.uint32))
        self._characters = self._pair_starts[bounds].tolist()

    def _sort_initials(self) -> None:
        initials = np.zeros((len(self.alphabet), _MOST_INITIALS), np.uint16)
        self._sounds: dict[str, tuple[list[int], list[int]]] = {}
        for code, character in enumerate(self.alphabet):
            read = readings().get(character, ())
            for syllable in read:
                self._sounds.setdefault(syllable, ([], []))[syllable != read[0]].append(code)
            distinct = dict.fromkeys(syllable[0] for syllable in read or (character,))
            numbers = [initial_of(letter) for letter in distinct][:_MOST_INITIALS]
            initials[code, : len(numbers)] = numbers
        self._classes: dict[tuple[str, ...], Table] = {}
        units = np.flatnonzero(self.flags[: self.size] & UNIT).astype(np.int32)
        self.step = np.zeros(self.size, np.uint16)
        self.step[:-1] = np.repeat(units[1:], np.diff(units)) - np.arange(self.size - 1)
        firsts = initials[self.text[units[:-1]]]
        seconds = initials[self.text[units[1:]]]
        keys, found = [], []
        for i in range(_MOST_INITIALS):
            for j in range(_MOST_INITIALS):
                both = np.flatnonzero((firsts[:, i] > 0) & (seconds[:, j] > 0))
                keys.append(firsts[both, i] * np.uint16(_PAIRS) + seconds[both, j])
                found.append(units[both])
        key = np.concatenate(keys)
        order = np.argsort(key, kind="stable")
        self._initial_positions: Positions = np.concatenate(found)[order]
        self._initial_starts = np.searchsorted(key[order], np.arange(_PAIRS * _PAIRS + 1)).tolist()

    def encode(self, text: str) -> list[int] | None:
        """Return the codes of folded `text`, None if one of its characters is in no title."""
        codes = [self.codes.get(character, 0) for character in text]
        return codes if all(codes) else None

    def positions_of(self, code: int) -> Positions:
        """Return where the character stands, in no order."""
        return self._pair_positions[self._characters[code] : self._characters[code + 1]]

    def _pair_range(self, first: int, second: int) -> tuple[int, int]:
        if min(first, second) < 0:
            return 0, 0
        key = np.uint32(first << 16 | second)
        at = int(self._pairs.searchsorted(key))
        if at == len(self._pairs) or self._pairs[at] != key:
            return 0, 0
        return int(self._pair_starts[at]), int(self._pair_starts[at + 1])

    def positions_of_pair(self, first: int, second: int) -> Positions:
        """Return where the two characters stand side by side, ascending."""
        low, high = self._pair_range(first, second)
        return self._pair_positions[low:high]

    def beginnings(self, code: int) -> Positions:
        """Return where a unit begins with the character, in no order."""
        found = self.positions_of(code)
        units: Positions = found[(self.flags[found] & UNIT) != 0]
        return units

    def positions_of_initials(self, first: str, second: str) -> Positions:
        """Return where a unit begins (or is read so) with letter `first` and the next one with `second`."""
        key = initial_of(first) * _PAIRS + initial_of(second)
        return self._initial_positions[self._initial_starts[key] : self._initial_starts[key + 1]]

    def class_of(self, spellings: tuple[str, ...]) -> Table:
        """Return, for each code, whether the character is mostly or also read as one of the syllables `spellings`."""
        table = self._classes.get(spellings)
        if table is None:
            table = np.zeros(len(self.alphabet), np.uint8)
            for how in (ALSO, MOSTLY):
                for spelling in spellings:
                    table[self._sounds.get(spelling, ([], []))[how - MOSTLY]] = how
            self._classes[spellings] = table
        return table

    def positions_of_class(self, table: Table) -> Positions:
        """Return where the characters of a class stand, in no order."""
        runs = [self.positions_of(code) for code in np.flatnonzero(table).tolist()]
        return np.concatenate(runs) if runs else np.zeros(0, np.int32)

    def find(self, codes: Sequence[int]) -> Positions:
        """Return where the characters `codes` (at least one) stand side by side, in no order."""
        if len(codes) == 1:
            return self.positions_of(codes[0])
        ranges = [self._pair_range(*pair) for pair in pairwise(codes)]
        rarest = min(range(len(ranges)), key=lambda at: ranges[at][1] - ranges[at][0])
        low, high = ranges[rarest]
        found = self._pair_positions[low:high] - np.int32(rarest)
        for offset, code in enumerate(codes):
            if offset not in (rarest, rarest + 1) and len(found):
                found = found[self.text[found + np.int32(offset)] == code]
        return found

    def extent(self, title: int) -> tuple[int, int]:
        """Return the half-open range of positions of a title."""
        start = int(self.first[title])
        end = int(self.first[title + 1]) - 1 if title + 1 < len(self.first) else self.size - 1
        return start, end

    def letters(self, start: int, stop: int) -> str:
        """Return codes as a string, one character each, for comparing."""
        return self.text[start:stop].astype(np.uint32).tobytes().decode("utf-32-le", "surrogatepass")

    def pair_count(self, first: int, second: int) -> int:
        """Return how often two characters stand side by side."""
        low, high = self._pair_range(first, second)
        return high - low


def _searched(character: str) -> str:
    if character == SEPARATOR:
        return SEPARATOR
    return "".join(filter(is_searched, fold_character(character)))


def _left_out(character: str) -> tuple[bool, bool, bool]:
    """Return whether a character is left out, whether it parts words then, and whether it is more than a space."""
    fold = fold_character(character)
    gap = bool(fold) and not _searched(character) and unicodedata.category(character) != "Cf"
    parts = gap and fold != "'"
    return gap, parts, parts and not character.isspace()


def _flags(text: npt.NDArray[np.uint16], han: Mask, gap: Mask, parts: Mask, breaks: Mask) -> Table:
    """Return the flags of each position, and those of as many separators as a query is long."""
    nothing = text == 0
    begins, turns, near_han = np.zeros((3, len(text)), bool)
    begins[1:] = nothing[:-1]
    turns[1:] = han[1:] != han[:-1]
    near_han[1:] = han[1:] | han[:-1]
    word = parts | turns | begins
    flags = np.zeros(len(text) + 2 * QUERY_LIMIT, np.uint8)
    flags[len(text) :] = UNIT | SEPARATES
    for flag, holds in (
        (WORD, word),
        (UNIT, word | han | nothing),
        (BEGIN, begins & ~nothing),
        (GAP, gap & ~begins),
        (BREAK, (breaks | parts & near_han) & ~begins),
        (HAN, han),
        (SEPARATES, nothing),
    ):
        flags[: len(text)] |= holds.view(np.uint8) * np.uint8(flag)
    return flags
