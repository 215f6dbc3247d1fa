"""Runs of units: pinyin, initials, abbreviations of words, and any mixture of them with what is literally there.

A query is cut into pieces that stand for consecutive units: for a Chinese character itself, a syllable it is read as
or that syllable's first letter; for a word its beginning. All cuts are followed at once, from all places at once:
`fronts[i]` holds every place reached when i characters of the query are used up.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from msgspec import Struct

from reader.search.folding import is_han
from reader.search.found import NOWHERE, Found, Scores, last
from reader.search.joined import BREAK, UNIT, Mask, Positions, Table
from reader.search.pinyin import beginnings
from reader.search.segment import ALSO, NOT_READ, Segment
from reader.search.spans import Spans

Sounds = Mapping[str, tuple[str, ...]]
Front = tuple[Positions, Positions, Scores]
"""Position reached, position begun at, cost so far (in hundredths of a score)."""

LONGEST_SYLLABLE = 6
LONGEST_RUN = 48
# A run of whole syllables ranks below a literal word start and above letters inside a word. Fewer pieces are closer
# than many; a piece that is less than a syllable or word costs, and so do a rarer reading and punctuation inside the
# run. One letter for each unit is how people abbreviate most, so however many they are they cost as much as two.
WHOLE, _LEAST = 8600, 5000
_PIECE, _LOOSE, _UNFINISHED, _RARE, _BROKEN = 10, 150, 100, 140, 80
_FAVOUR, _INITIALS = 60, 130
# What the flags of a position cost.
_PIECES = np.array([_PIECE if flags & UNIT else 0 for flags in range(256)], np.int16)
_BREAKS = np.array([_BROKEN if flags & BREAK else 0 for flags in range(256)], np.int16)
# Places that a single piece, such as "sh", is sought in, and places that a run is begun at: the last titles'.
_MOST_SINGLE, _MOST_BEGUN = 4_000, 60_000
# Ways that are followed at once.
_CROWDED = 150_000


class _Piece(Struct, frozen=True):
    """A piece of the query: what it may stand for, the letters those syllables begin with, and where it stops."""

    stop: int
    characters: Table
    initials: frozenset[str]
    cost: int


class Runs:
    """The runs of one query in one segment.

    sounds: the syllables that each spelling may stand for. whole: only these, no initials.
    """

    def __init__(self, segment: Segment, query: str, sounds: Sounds, *, whole: bool = False) -> None:
        self.segment = segment
        self.query = query
        self.whole = whole
        self.codes = [segment.codes.get(character, -1) for character in query]
        self.pieces = [self._pieces(at, sounds) for at in range(len(query))]
        self.reads = [self._reads(at) for at in range(len(query))]

    def _pieces(self, at: int, sounds: Sounds) -> list[_Piece]:
        rest = self.query[at : at + LONGEST_SYLLABLE]
        if not "a" <= rest[0] <= "z":
            return []
        whole = [rest[:n] for n in range(1, len(rest) + 1) if rest[:n] in sounds]
        pieces = [self._piece(at + len(part), sounds[part], _PIECE) for part in whole]
        if not self.whole:
            pieces.append(self._piece(at + 1, beginnings().get(rest[0], ()), _PIECE + _LOOSE))
        if 1 < len(self.query) - at <= LONGEST_SYLLABLE:
            pieces.append(self._piece(len(self.query), beginnings().get(rest, ()), _PIECE + _UNFINISHED))
        return [piece for piece in pieces if piece.initials]

    def _piece(self, stop: int, spellings: tuple[str, ...], cost: int) -> _Piece:
        initials = frozenset(spelling[0] for spelling in spellings)
        return _Piece(stop, self.segment.class_of(spellings), initials, cost)

    def _reads(self, at: int) -> Mask:
        """Return, for each code, whether the query can be read on with it."""
        reads = np.zeros(len(self.segment.alphabet), bool)
        reads[self.codes[at]] = self.codes[at] >= 0
        for piece in self.pieces[at]:
            reads |= piece.characters != NOT_READ
        return reads

    def find(self) -> Found:
        """Return all places where a run reads as the whole query."""
        end = len(self.query)
        fronts: list[list[Front]] = [[] for _ in range(end + 1)]
        for at, begun in self._begin():
            positions = last(begun, _MOST_BEGUN)
            cost = np.full(len(positions), _PIECE if at else 0, np.int16)
            fronts[at].append((positions + np.int32(at), positions, cost))
        for at in range(end):
            front = _joined(fronts[at])
            if len(front[0]) > _CROWDED:
                front = _cheapest(front)
            if len(front[0]):
                for to, reached in self._advance(at, self._reading(at, front)):
                    fronts[to].append(reached)
            fronts[at] = []
        stop, start, cost = _joined([self._single(), *fronts[end]])
        initials = self._are_initials(start, stop)
        cost[initials] = np.maximum(cost[initials] - (end - 2) * _LOOSE - _FAVOUR, _INITIALS)
        return Found(start, stop, np.maximum(WHOLE - cost, _LEAST).astype(np.int16), self.trace)

    def _are_initials(self, start: Positions, stop: Positions) -> Mask:
        """Return whether each letter of the query took one unit."""
        unit = start
        for _ in self.query[1:]:
            unit = unit + self.segment.step[unit]
        alike: Mask = unit + np.int32(1) == stop
        return alike

    def _single(self) -> Front:
        """Return where one piece is all of the query."""
        pieces = [piece for piece in self.pieces[0] if piece.stop == len(self.query)]
        if not pieces:
            return _NONE
        fronts = []
        for piece in pieces:
            found = last(self.segment.positions_of_class(piece.characters), _MOST_SINGLE)
            fronts.append((found + np.int32(1), found, self._cost(piece, piece.characters[self.segment.text[found]])))
        return _joined(fronts)

    def _cost(self, piece: _Piece, read: Table) -> Scores:
        cost: Scores = np.int16(piece.cost) + (read == ALSO) * np.int16(_RARE)
        return cost

    def _reading(self, at: int, front: Front) -> Front:
        """Return where the query can be read on: here or, from inside a word, at the next unit or beyond a number."""
        position, begun, cost = front
        segment, reads = self.segment, self.reads[at]
        ways = [_kept(front, reads[segment.text[position]])]
        if at == 0:
            return ways[0]
        inside = (segment.flags[position] & UNIT) == 0
        ahead = position + segment.step[position]
        there = segment.text[ahead]
        jumped = (ahead, begun, cost + np.int16(_LOOSE))
        ways.append(_kept(jumped, inside & reads[there]))
        at_number = inside & segment.digit[there]
        if at_number.any():
            number, begun, cost = _kept(jumped, at_number)
            beyond = number + segment.step[number]
            ways.append(_kept((beyond, begun, cost), reads[segment.text[beyond]]))
        return _joined(ways)

    def _advance(self, at: int, front: Front) -> Iterator[tuple[int, Front]]:
        """Yield where each way to read on arrives, and how far in the query."""
        segment = self.segment
        position, begun, cost = front
        here = segment.text[position]
        after = position + np.int32(1)
        if at:
            cost = cost + _BREAKS[segment.flags[position]]
        pieces = cost + _PIECES[segment.flags[position]]
        yield at + 1, _kept((after, begun, pieces), here == self.codes[at])
        chinese = segment.han[here].nonzero()[0] if self.pieces[at] else NOWHERE
        if len(chinese):
            here, after, begun, cost = here[chinese], after[chinese], begun[chinese], cost[chinese]
            for piece in self.pieces[at]:
                read = piece.characters[here]
                yield piece.stop, _kept((after, begun, cost + self._cost(piece, read)), read != NOT_READ)

    def _begin(self) -> Iterator[tuple[int, Positions]]:
        """Yield places where a run of several pieces may begin, and the letters that surely stand there.

        They are those whose first two units fit.
        """
        segment, query = self.segment, self.query
        if is_han(query[0]):
            yield 1, self._literal_beginnings(is_han(query[1]))
            return
        if not self.whole:
            yield 0, segment.positions_of_initials(query[0], query[1])
        pair = self._literal_beginnings(True)
        yield 2, pair[(segment.flags[pair] & UNIT) != 0]
        yield 0, np.concatenate([NOWHERE, *(self._beginnings(piece) for piece in self.pieces[0])])

    def _literal_beginnings(self, paired: bool) -> Positions:
        first, second = self.codes[:2]
        if first < 0 or (paired and second < 0):
            return NOWHERE
        return self.segment.positions_of_pair(first, second) if paired else self.segment.positions_of(first)

    def _beginnings(self, piece: _Piece) -> Positions:
        segment, query = self.segment, self.query
        if piece.stop == len(query) or (piece.stop == 1 and not is_han(query[1])):
            return NOWHERE
        code, letter = self.codes[piece.stop], query[piece.stop]
        if is_han(letter):
            follows = segment.positions_of(code) - np.int32(1) if code > 0 else NOWHERE
        else:
            seconds = {letter}.union(*(after.initials for after in self.pieces[piece.stop]))
            pairs = [segment.positions_of_initials(a, b) for a in piece.initials for b in seconds]
            follows = np.concatenate(pairs)
        fitting: Positions = follows[piece.characters[segment.text[follows]] != 0]
        return fitting

    def trace(self, start: int, stop: int) -> Spans:
        """Return the ranges of positions that the query's pieces take between `start` and `stop`."""
        return self._trace(0, start, stop, set()) or [(start, stop)]

    def _trace(self, at: int, position: int, stop: int, vain: set[tuple[int, int]]) -> Spans | None:
        if at == len(self.query):
            return [] if position == stop else None
        if position >= stop or (at, position) in vain:
            return None
        segment = self.segment
        code = int(segment.text[position])
        ways = [at + 1] if code == self.codes[at] else []
        ways += [piece.stop for piece in self.pieces[at] if piece.characters[code]]
        for end in ways:
            rest = self._trace(end, position + 1, stop, vain)
            if rest is not None:
                return [(position, position + 1), *rest]
        rest = self._trace(at, position + int(segment.step[position]), stop, vain) if at else None
        if rest is None:
            vain.add((at, position))
        return rest


def _joined(fronts: list[Front]) -> Front:
    if len(fronts) == 1:
        return fronts[0]
    position, begun, cost = (np.concatenate(parts) for parts in zip(_NONE, *fronts, strict=True))
    return position, begun, cost


def _cheapest(front: Front) -> Front:
    """Keep the cheapest of the ways that lead from one place to another: what repeats itself has very many."""
    position, begun, cost = front
    way = begun.astype(np.int64) << 32 | position
    order = np.lexsort((cost, way))
    order = order[np.diff(way[order], prepend=-1) != 0][-_CROWDED:]
    return position[order], begun[order], cost[order]


def _kept(front: Front, mask: Mask) -> Front:
    at = mask.nonzero()[0]
    return front[0][at], front[1][at], front[2][at]


_NONE: Front = (NOWHERE, NOWHERE, NOWHERE.astype(np.int16))
