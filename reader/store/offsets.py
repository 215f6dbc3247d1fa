"""Where the lines of a large file start, in a fifth of the memory that a dictionary takes."""

from array import array
from collections.abc import ItemsView, Iterator, Mapping
from typing import cast

LEAST = 10_000
"""Documents from which on the memory matters: a dictionary takes 120 bytes for each, this 28."""

_BUCKET = 128
"""Keys that are looked through for one: 1 µs."""


def fits(key: int) -> bool:
    """Whether a key takes 64 bits. TinyDB sets no limit; those of articles do."""
    return 0 <= key < 1 << 64


def compact(offsets: dict[int, int]) -> "dict[int, int] | Offsets":
    """Return offsets by key in little memory, where there are many."""
    return Offsets(offsets) if len(offsets) >= LEAST and all(map(fits, offsets)) else offsets


class Offsets(Mapping[int, int]):
    """Offsets by key, in the order in which keys were first set; as a dictionary, but that none can be removed.

    A hash table of arrays, which hold numbers and not objects. All keys `fits`.
    """

    def __init__(self, offsets: Mapping[int, int]) -> None:
        self._keys = array("Q", offsets)
        self._offsets = array("q", offsets.values())
        count = len(offsets) // _BUCKET + 1
        self._buckets = [(array("Q"), array("I")) for _ in range(count)]
        for place, key in enumerate(self._keys):
            self._note(key, place)

    def __setitem__(self, key: int, offset: int) -> None:
        place = self._place(key)
        if place is not None:
            self._offsets[place] = offset
            return
        self._note(key, len(self._keys))
        self._keys.append(key)
        self._offsets.append(offset)

    def __getitem__(self, key: int) -> int:
        place = self._place(key)
        if place is None:
            raise KeyError(key)
        return self._offsets[place]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and self._place(key) is not None

    def __iter__(self) -> Iterator[int]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def items(self) -> ItemsView[int, int]:
        """Return pairs of key and offset, without looking any of them up."""
        return cast(ItemsView[int, int], zip(self._keys, self._offsets, strict=True))

    def _place(self, key: int) -> int | None:
        keys, places = self._buckets[key % len(self._buckets)]
        try:
            return places[keys.index(key)]
        except ValueError:
            return None

    def _note(self, key: int, place: int) -> None:
        keys, places = self._buckets[key % len(self._buckets)]
        keys.append(key)
        places.append(place)
