"""Which texts may hold a word: a bit-sliced signature file over the grams of their passages.

Each gram of a passage (a character, two in a row, three and four in a row of those that are not Chinese) sets two
of the passage's BITS bits (a Bloom filter). Bit by bit, the bits of all passages lie in one row, so that a word reads
a few short rows. The textbook form: Faloutsos and Christodoulakis 1984, "Signature files", doi:10.1145/2275.357411;
Zobel, Moffat and Ramamohanarao 1998, "Inverted files versus signature files", doi:10.1145/296854.277632.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from reader.search.text_folding import Units

BITS = 8192
"""Bits of a passage. About a third of them are set, in Chinese (1,000 characters have some 1,150 grams) and English."""

PASSAGE = 2048
"""Units of a passage at most: longer texts have several, or all of their bits would be set."""

OVERLAP = 64
"""Units that a passage knows of the next one, so that a word of no more stands wholly in one passage."""

_ASKED = 24  # rows that are read for a word: more would hardly rule anything out
_AT_ONCE = 1 << 19  # units that are hashed at once, which bounds the memory
_SHIFT = 32 - (BITS - 1).bit_length()
_FACTORS = tuple(np.uint32(factor) for factor in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F))
_SALTS = tuple(np.uint32(salt) for salt in (0x165667B1, 0x7FEB352D))
_SPACES = (0x0A, 0x20)

Places = npt.NDArray[np.intp]
Rows = npt.NDArray[np.uint8]


def passages(lengths: npt.NDArray[np.int64]) -> tuple[Places, Places]:
    """Return where the passages of texts that follow each other start, and the first passage of each text and the end.

    lengths: units of each text. Passages of one text are as long as each other; an empty text has one too.
    """
    counts = np.maximum(1, -(-lengths // PASSAGE))
    first = np.concatenate([[0], np.cumsum(counts)])
    within = np.arange(first[-1]) - np.repeat(first[:-1], counts)
    begins = np.cumsum(lengths) - lengths
    starts = np.repeat(begins, counts) + within * np.repeat(lengths, counts) // np.repeat(counts, counts)
    return starts.astype(np.intp), first.astype(np.intp)


def signature(text: Units, starts: Places, first: Places) -> Rows:
    """Return the rows of all passages: BITS rows, one bit a passage, the first passage in the highest bit of a byte.

    text: all texts, one after the other. starts, first: as `passages` returns them.
    """
    count = len(starts)
    marks = np.zeros((BITS, count), np.uint8)
    flat = marks.reshape(-1)
    goes_on = np.ones(count, np.bool_)
    goes_on[first[:-1]] = False
    for begin in range(0, len(text), _AT_ONCE):
        part = text[begin : begin + _AT_ONCE + 3]
        places = np.arange(begin, min(begin + _AT_ONCE, len(text)))
        owner = np.searchsorted(starts, places, "right") - 1
        shared = goes_on[owner] & (places - starts[owner] < OVERLAP)
        for at, hashes in _grams(part):
            at = at[at < len(places)]
            owners, also = owner[at], shared[at]
            for bit in _bits(hashes[: len(at)]):
                row = bit.astype(np.intp) * count
                flat[row + owners] = 1
                flat[(row + owners)[also] - 1] = 1
    return np.packbits(marks, axis=1)


def rows_of(word: str) -> list[int]:
    """Return the rows in which a passage with the folded `word` has its bit set, the most telling first."""
    found: dict[int, None] = {}
    text = np.frombuffer(word.encode("utf-16-le", "surrogatepass"), "<u2")[:OVERLAP]
    for _, hashes in reversed(list(_grams(text))):
        for bits in zip(*_bits(hashes), strict=True):
            found |= dict.fromkeys(map(int, bits))
    return list(found)[:_ASKED]


def _grams(text: Units) -> Iterator[tuple[Places, npt.NDArray[np.uint32]]]:
    """Yield where the grams of one, two, three and four units start, ascending, and their hashes."""
    wide = text.astype(np.uint32)
    is_space = (text == _SPACES[0]) | (text == _SPACES[1])
    is_word_end = is_space | ((text >= 0x3400) & (text <= 0x9FFF))
    for length, excluded in enumerate((is_space, is_space, is_word_end, is_word_end), 1):
        stop = max(0, len(text) - length + 1)
        hashes = np.full(stop, length, np.uint32)
        kept = np.ones(stop, np.bool_)
        for offset in range(length):
            hashes += wide[offset : offset + stop] * _FACTORS[offset]
            kept &= ~excluded[offset : offset + stop]
        at = np.flatnonzero(kept)
        yield at, hashes[at]


def _bits(hashes: npt.NDArray[np.uint32]) -> Iterator[npt.NDArray[np.uint32]]:
    """Yield the bits of each gram, one and then the other."""
    for salt in _SALTS:
        mixed = (hashes ^ (hashes >> np.uint32(15))) * salt
        yield (mixed ^ (mixed >> np.uint32(13))) * _FACTORS[0] >> np.uint32(_SHIFT)
