"""A positional index of some titles: where every character, pair of characters and pair of initials stands.

All folded titles are joined into one array of character codes; a *position* is an index into it. Spaces and
punctuation are left out, so that spacing never matters. A *unit* is what a reader abbreviates: one Chinese
character, or one word of letters and digits.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from reader.search.folding import is_han
from reader.search.joined import UNIT, Alphabet, Codes, Positions, Table
from reader.search.pinyin import readings
from reader.search.spill import spilled

# How a character is read so: not, mostly, also.
NOT_READ, MOSTLY, ALSO = range(3)

QUERY_LIMIT = 256
# Letters and digits as 1..36; 0 is every other character.
_INITIALS = {character: number for number, character in enumerate("abcdefghijklmnopqrstuvwxyz0123456789", 1)}
_PAIRS = len(_INITIALS) + 1
_MOST_INITIALS = 4
_LARGE = (
    *("text", "flags", "owner", "origin", "step", "first"),
    *("_pair_positions", "_pairs", "_pair_starts", "_initial_positions"),
)
# Positions that numpy is given at a time where it would keep other threads, such as the one with the keys, waiting.
_SLICE = 200_000


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
        alphabet = Alphabet()
        joined = alphabet.join(self.titles)
        self.codes = alphabet.codes
        self.alphabet = alphabet.characters()
        self.han = np.array([is_han(character) for character in self.alphabet])
        self.digit = np.array([character.isdigit() for character in self.alphabet])
        self.size = len(joined.text)
        # Looking a query's length past the end finds separators.
        self.text: Codes = np.concatenate([joined.text, np.zeros(2 * QUERY_LIMIT, np.uint16)])
        self.flags: Table = np.concatenate([joined.flags, np.full(2 * QUERY_LIMIT, joined.flags[0])])
        self.owner, self.origin = joined.owner, joined.origin
        self.first = self._where(self.text[: self.size] == 0)[:-1] + np.int32(1)
        # What was asked for, as it is asked for again with the next letter typed.
        self._classes: dict[tuple[str, ...], Table] = {}
        self._beginnings: dict[int, Positions] = {}
        self._ranges: dict[int, tuple[int, int]] = {}
        self._sort_pairs()
        self._sort_initials()
        for name, array in zip(_LARGE, spilled([getattr(self, name) for name in _LARGE]), strict=True):
            setattr(self, name, array)

    def _slices(self) -> Iterator[slice]:
        return (slice(at, min(at + _SLICE, self.size)) for at in range(0, self.size, _SLICE))

    def _where(self, mask: npt.NDArray[np.bool_]) -> Positions:
        """Return the positions where `mask` holds, ascending."""
        found = [mask[part].nonzero()[0].astype(np.int32) + np.int32(part.start) for part in self._slices()]
        return np.concatenate(found)

    def _sort_pairs(self) -> None:
        # The pair in the upper half, the position in the lower: one sort of plain numbers, far faster than argsort.
        ordered = self.text[: self.size].astype(np.uint64)
        ordered <<= np.uint64(16)
        ordered |= self.text[1 : self.size + 1]
        ordered <<= np.uint64(32)
        ordered |= np.arange(self.size, dtype=np.uint32)
        ordered.sort()
        self._pair_positions: Positions = (ordered & np.uint64(0xFFFFFFFF)).astype(np.int32)
        ordered >>= np.uint64(32)
        pairs = ordered.astype(np.uint32)
        changes = np.ones(self.size, bool)
        np.not_equal(pairs[1:], pairs[:-1], out=changes[1:])
        starts = self._where(changes)
        self._pairs = pairs[starts]
        self._pair_starts = np.append(starts, np.int32(self.size))
        bounds = np.searchsorted(self._pairs >> np.uint32(16), np.arange(len(self.alphabet) + 1, dtype=np.uint32))
        self._characters = self._pair_starts[bounds].tolist()

    def _sort_initials(self) -> None:
        initials = self._read()
        units = self._where((self.flags[: self.size] & UNIT) != 0)
        # The step to the next unit: the distance between units, and one less at each position in between.
        self.step = np.zeros(self.size, np.uint16)
        keys, found = [], []
        for at in range(0, len(units) - 1, _SLICE):
            here, following = units[at : at + _SLICE + 1][:-1], units[at + 1 : at + _SLICE + 1]
            within = np.arange(here[0], following[-1], dtype=np.int32)
            self.step[within] = np.repeat(following, following - here) - within
            # Who types initials leaves numbers out.
            numbers = self.digit[self.text[following[:-1]]].nonzero()[0]
            for first, second in ((here, following), (here[numbers], following[numbers + 1])):
                for key, places in self._initial_pairs(initials, first, second):
                    keys.append(key)
                    found.append(places)
        key = np.concatenate(keys)
        order = np.argsort(key, kind="stable")
        self._initial_positions: Positions = np.concatenate(found)[order]
        self._initial_starts = np.searchsorted(key[order], np.arange(_PAIRS * _PAIRS + 1)).tolist()

    def _initial_pairs(self, initials: Codes, first: Positions, second: Positions) -> Iterator[tuple[Codes, Positions]]:
        """Yield the keys of the letters that units and those after them are read with, and where they are."""
        firsts, seconds = initials[self.text[first]], initials[self.text[second]]
        for i in range(_MOST_INITIALS):
            for j in range(_MOST_INITIALS):
                both = ((firsts[:, i] > 0) & (seconds[:, j] > 0)).nonzero()[0]
                yield firsts[both, i] * np.uint16(_PAIRS) + seconds[both, j], first[both]

    def _read(self) -> Codes:
        """Take in how the characters are read; return the numbers of the letters that they may begin with."""
        self._sounds: dict[str, tuple[list[int], list[int]]] = {}
        initials = np.zeros((len(self.alphabet), _MOST_INITIALS), np.uint16)
        for code, character in enumerate(self.alphabet):
            read = readings().get(character, ())
            for syllable in read:
                self._sounds.setdefault(syllable, ([], []))[syllable != read[0]].append(code)
            distinct = dict.fromkeys(syllable[0] for syllable in read or (character,))
            numbers = [initial_of(letter) for letter in distinct][:_MOST_INITIALS]
            initials[code, : len(numbers)] = numbers
        return initials

    def encode(self, text: str) -> list[int] | None:
        """Return the codes of folded `text`, None if one of its characters is in no title."""
        codes = [self.codes.get(character, 0) for character in text]
        return codes if all(codes) else None

    def positions_of(self, code: int) -> Positions:
        """Return where the character stands, in no order."""
        return self._pair_positions[self._characters[code] : self._characters[code + 1]]

    def _pair_range(self, first: int, second: int) -> tuple[int, int]:
        if first < 0 or second < 0:
            return 0, 0
        key = first << 16 | second
        found = self._ranges.get(key)
        if found is None:
            at = int(self._pairs.searchsorted(np.uint32(key)))
            is_there = at < len(self._pairs) and self._pairs[at] == key
            found = (int(self._pair_starts[at]), int(self._pair_starts[at + 1])) if is_there else (0, 0)
            self._ranges[key] = found
        return found

    def positions_of_pair(self, first: int, second: int) -> Positions:
        """Return where the two characters stand side by side, ascending."""
        low, high = self._pair_range(first, second)
        return self._pair_positions[low:high]

    def beginnings(self, code: int) -> Positions:
        """Return where a unit begins with the character, in no order."""
        units = self._beginnings.get(code)
        if units is None:
            found = self.positions_of(code)
            units = self._beginnings[code] = found[(self.flags[found] & UNIT) != 0]
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

    def most_of(self, codes: Sequence[int]) -> int:
        """Return at most how often the characters `codes` (-1 for one that is in no title) stand side by side."""
        if len(codes) == 1:
            return len(self.positions_of(codes[0])) if codes[0] > 0 else 0
        return min(self.pair_count(*pair) for pair in pairwise(codes))

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
