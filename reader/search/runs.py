"""Runs of units: pinyin, initials, abbreviations of words, and any mixture of them with what is literally there.

A query is cut into pieces that stand for consecutive units: for a Chinese character itself, a syllable it is read as
or that syllable's first letter; for a word its beginning. All cuts are followed at once, from all places at once:
`fronts[i]` holds every place reached when i characters of the query are used up.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reader.search.folding import is_han
from reader.search.found import Found, Spans
from reader.search.pinyin import beginnings
from reader.search.segment import Mask, Positions, Segment

Sounds = Mapping[str, tuple[str, ...]]
# Rows: position reached, position begun at, cost so far (in hundredths of a score).
Front = npt.NDArray[np.int32]

LONGEST_SYLLABLE = 6
LONGEST_RUN = 48
# A run of whole syllables ranks below a literal word start and above letters inside a word. Each piece that is less
# than a syllable or word costs, each word passed over costs, and fewer pieces are closer than many.
_WHOLE, _LEAST = 8600, 5000
_PIECE, _LOOSE, _PASSED = 25, 200, 100
_MOST_PASSED = 9
_NOWHERE = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of the query: what it may stand for, the letters those syllables begin with, and where it stops."""

    stop: int
    characters: Mask
    initials: frozenset[str]
    cost: int


class Runs:
    """The runs of one query in one segment.

    sounds: the syllables that each spelling may stand for. whole: only these, no initials. passing: whether words may
    be passed over.
    """

    def __init__(
        self, segment: Segment, query: str, sounds: Sounds, *, whole: bool = False, passing: bool = False
    ) -> None:
        self.segment = segment
        self.query = query
        self.whole = whole
        self.passing = passing
        self.codes = [segment.codes.get(character, -1) for character in query]
        self.pieces = [self._pieces(at, sounds) for at in range(len(query))]

    def _pieces(self, at: int, sounds: Sounds) -> list[_Piece]:
        rest = self.query[at : at + LONGEST_SYLLABLE]
        if not "a" <= rest[0] <= "z":
            return []
        whole = [rest[:n] for n in range(1, len(rest) + 1) if rest[:n] in sounds]
        pieces = [self._piece(at + len(part), sounds[part], _PIECE) for part in whole]
        if not self.whole:
            pieces.append(self._piece(at + 1, beginnings().get(rest[0], ()), _PIECE + _LOOSE))
        if 1 < len(self.query) - at <= LONGEST_SYLLABLE:
            pieces.append(self._piece(len(self.query), beginnings().get(rest, ()), _PIECE + _LOOSE // 2))
        return [piece for piece in pieces if piece.initials]

    def _piece(self, stop: int, spellings: tuple[str, ...], cost: int) -> _Piece:
        initials = frozenset(spelling[0] for spelling in spellings)
        return _Piece(stop, self.segment.class_of(spellings), initials, cost)

    def find(self) -> Found:
        """Return all places where a run reads as the whole query."""
        end = len(self.query)
        fronts: list[list[Front]] = [[] for _ in range(end + 1)]
        begun = self._begin()
        fronts[0].append(np.stack([begun, begun, np.zeros_like(begun)]))
        for at in range(end):
            if fronts[at]:
                front = np.concatenate(fronts[at], axis=1)
                for stop, reached in self._advance(at, self._with_jumps(front) if at else front):
                    if reached.shape[1]:
                        fronts[stop].append(reached)
                fronts[at] = []
        last = np.concatenate([np.zeros((3, 0), np.int32), *fronts[end]], axis=1)
        score = np.maximum(_WHOLE - last[2], _LEAST) / np.float32(100)
        return Found(last[1], last[0], score.astype(np.float32), self.trace)

    def _advance(self, at: int, front: Front) -> list[tuple[int, Front]]:
        segment = self.segment
        here = segment.text[front[0]]
        literal = front.take(np.flatnonzero(here == self.codes[at]), axis=1)
        literal[2] += segment.unit[literal[0]] * np.int32(_PIECE)
        literal[0] += 1
        reached = [(at + 1, literal)]
        if not self.pieces[at]:
            return reached
        chinese = np.flatnonzero(segment.han[here])
        here = here[chinese]
        for piece in self.pieces[at]:
            read = front.take(chinese[piece.characters[here]], axis=1)
            read[0] += 1
            read[2] += piece.cost
            reached.append((piece.stop, read))
        return reached

    def _with_jumps(self, front: Front) -> Front:
        """Add the ways on from inside a word to the next unit and, when passing, over words."""
        segment = self.segment
        opens = segment.unit[front[0]]
        jumped = front.take(np.flatnonzero(~opens), axis=1)
        jumped[0] += segment.step[jumped[0]]
        jumped[2] += _LOOSE
        ways = [front, jumped]
        if self.passing:
            ahead = np.concatenate([front.take(np.flatnonzero(opens), axis=1), jumped], axis=1)
            for _ in range(_MOST_PASSED):
                code = segment.text[ahead[0]]
                ahead = ahead.take(np.flatnonzero((code != 0) & ~segment.han[code]), axis=1)
                ahead[0] += segment.step[ahead[0]]
                ahead[2] += _PASSED
                ways.append(ahead.copy())
        return np.concatenate(ways, axis=1)

    def _begin(self) -> Positions:
        """Return the places where a run may begin: those whose first two units fit."""
        segment, query = self.segment, self.query
        if is_han(query[0]):
            return self._literal_beginnings(is_han(query[1]))
        begun = [] if self.whole else [segment.positions_of_initials(query[0], query[1])]
        pair = self._literal_beginnings(True)
        begun.append(pair[segment.unit[pair]])
        begun += [self._beginnings(piece) for piece in self.pieces[0] if piece.stop > 1 or is_han(query[1])]
        return np.concatenate(begun)

    def _literal_beginnings(self, paired: bool) -> Positions:
        first, second = self.codes[:2]
        if first < 0 or (paired and second < 0):
            return _NOWHERE
        return self.segment.positions_of_pair(first, second) if paired else self.segment.positions_of(first)

    def _beginnings(self, piece: _Piece) -> Positions:
        segment, query = self.segment, self.query
        if piece.stop == len(query):
            return segment.positions_of_class(piece.characters)
        code, letter = self.codes[piece.stop], query[piece.stop]
        if is_han(letter):
            follows = segment.positions_of(code) - np.int32(1) if code > 0 else _NOWHERE
        else:
            seconds = {letter}.union(*(after.initials for after in self.pieces[piece.stop]))
            pairs = [segment.positions_of_initials(a, b) for a in piece.initials for b in seconds]
            follows = np.concatenate(pairs)
        fitting: Positions = follows[piece.characters[segment.text[follows]]]
        return fitting

    def trace(self, start: int, stop: int) -> Spans:
        """Return the ranges of positions that the query's pieces take between `start` and `stop`."""
        return self._trace(0, start, stop) or [(start, stop)]

    def _trace(self, at: int, position: int, stop: int) -> Spans | None:
        if at == len(self.query):
            return [] if position == stop else None
        if position >= stop:
            return None
        segment = self.segment
        code = int(segment.text[position])
        ways = [at + 1] if code == self.codes[at] else []
        if segment.han[code]:
            ways += [piece.stop for piece in self.pieces[at] if piece.characters[code]]
        for end in ways:
            rest = self._trace(end, position + 1, stop)
            if rest is not None:
                return [(position, position + 1), *rest]
        return self._trace(at, position + int(segment.step[position]), stop) if at else None
