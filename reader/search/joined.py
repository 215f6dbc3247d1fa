"""Titles joined into one array of character codes, folded, with what stands at every position.

It is done in blocks of titles: numpy's larger operations would hold up the other threads, the user's keys among them.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from reader.search.folding import fold_character, is_han, is_searched

Codes = npt.NDArray[np.uint16]
Positions = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Table = npt.NDArray[np.uint8]

# What stands at a position: a word begins (after a space, punctuation or a change of script), a unit begins, the
# title begins, something was left out before it, that was more than a space between words, it is Chinese, it is none.
WORD, UNIT, BEGIN, GAP, BREAK, HAN, SEPARATES = (1 << bit for bit in range(7))

# Longer titles are searched in their first characters only: nobody reads on in a list.
TITLE_LIMIT = 1000
SEPARATOR = "\0"
_BLOCK = 4_000
_MOST_CODES = 0xFFFF


class Joined(NamedTuple):
    """The arrays of some titles; position 0 is a separator and so is the last one of each title.

    text: character codes, 0 for a separator. owner: title number of each position. origin: character of the title
    that a position came from. flags: WORD, UNIT… of each position.
    """

    text: Codes
    owner: Positions
    origin: Codes
    flags: Table


class Alphabet:
    """Numbers the folded characters, from 1 on, as they are met."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {SEPARATOR: 0}
        # By the rank of a character as it stands in titles: the codes it folds to, and what leaving it out means.
        self._ranks = np.zeros(0x110000, np.uint32)
        self._folded: list[list[int]] = [[]]
        self._left_out: list[tuple[bool, bool, bool]] = [(False, False, False)]
        self._learn(np.zeros(1, np.uint32))

    def join(self, titles: Sequence[str]) -> Joined:
        """Return titles, in blocks, as one piece of text."""
        start = Joined(
            np.zeros(1, np.uint16), np.full(1, -1, np.int32), np.zeros(1, np.uint16), np.full(1, _NOTHING, np.uint8)
        )
        blocks = [self._block(titles[at : at + _BLOCK], at) for at in range(0, len(titles), _BLOCK)]
        return Joined(*(np.concatenate(parts) for parts in zip(start, *blocks, strict=True)))

    def characters(self) -> list[str]:
        """Return the folded characters by code."""
        return sorted(self.codes, key=self.codes.__getitem__)

    def _block(self, titles: Sequence[str], number: int) -> Joined:
        whole = "".join(title[:TITLE_LIMIT].replace(SEPARATOR, " ") + SEPARATOR for title in titles)
        raw = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)
        ranks = self._ranks[raw]
        if not ranks.all():
            self._learn(np.unique(raw[ranks == 0]))
            ranks = self._ranks[raw]
        sizes = np.array([len(codes) for codes in self._folded], np.int32)
        kept = sizes[ranks]
        source = np.repeat(np.arange(len(raw), dtype=np.int32), kept)
        ends = np.cumsum(kept, dtype=np.int32)
        within = np.arange(len(source), dtype=np.int32) - (ends - kept)[source]
        begins = np.cumsum(sizes, dtype=np.int32) - sizes
        flat = np.array([code for codes in self._folded for code in codes], np.uint16)
        text = flat[begins[ranks[source]] + within]
        separators = raw == 0
        owner = np.cumsum(separators, dtype=np.int32)[source] - (text == 0)
        first = np.flatnonzero(separators)[:-1] + 1
        origin = (source - np.concatenate([[0], first])[owner]).astype(np.uint16)
        gap, parts, breaks = (
            np.diff(np.cumsum(kind[ranks], dtype=np.int32)[source], prepend=np.int32(0)) != 0
            for kind in np.array(self._left_out).T
        )
        return Joined(text, owner + np.int32(number), origin, self._flags(text, gap, parts, breaks))

    def _learn(self, characters: npt.NDArray[np.uint32]) -> None:
        self._ranks[characters] = np.arange(len(characters), dtype=np.uint32) + np.uint32(len(self._folded))
        for character in map(chr, characters.tolist()):
            searched = _searched(character)
            self._folded.append([self.codes.setdefault(c, min(len(self.codes), _MOST_CODES)) for c in searched])
            self._left_out.append(_left_out(character, searched))

    def _flags(self, text: Codes, gap: Mask, parts: Mask, breaks: Mask) -> Table:
        han = np.array([is_han(character) for character in self.characters()])[text]
        nothing = text == 0
        begins = np.concatenate([[True], nothing[:-1]]) & ~nothing
        before = np.concatenate([[False], han[:-1]])
        word = parts | begins | (han != before) | nothing
        flags = np.zeros(len(text), np.uint8)
        for flag, holds in (
            (WORD, word),
            (UNIT, word | han),
            (BEGIN, begins),
            (GAP, gap & ~begins),
            (BREAK, (breaks | parts & (han | before)) & ~begins),
            (HAN, han),
            (SEPARATES, nothing),
        ):
            flags |= holds.view(np.uint8) * np.uint8(flag)
        return flags


_NOTHING = WORD | UNIT | SEPARATES


def _searched(character: str) -> str:
    if character == SEPARATOR:
        return SEPARATOR
    return "".join(filter(is_searched, fold_character(character)))


def _left_out(character: str, searched: str) -> tuple[bool, bool, bool]:
    """Return whether a character is left out, whether it parts words then, and whether it is more than a space."""
    folded = fold_character(character)
    gap = bool(folded) and not searched and unicodedata.category(character) != "Cf"
    parts = gap and folded != "'"
    return gap, parts, parts and not character.isspace()
