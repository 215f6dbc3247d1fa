"""The text index of a catalog: what it is to hold, and what of that is there.

Derived data: its folder may be removed at any time.
"""

import zlib
from collections.abc import Mapping, Set
from pathlib import Path

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from reader.core.article import Body, Label
from reader.core.catalog import Catalog, Row
from reader.core.order import dated, instant
from reader.core.rules import NO_RULING, Ruling
from reader.search.text_files import Ranked, SegmentFolder
from reader.search.text_folding import searchable
from reader.search.text_segment import Entry, Segment

Key = tuple[str, int]
"""Id and stamp of a text."""

Numbers = npt.NDArray[np.int64]
_NONE = -1
_LENGTH_BITS = 31


class Standing(Struct, frozen=True):
    """What of a catalog's texts is in the index.

    ranked: the segments, with the rank of each entry, the newest article's being 0. order: the catalog's rows by rank.
    missing: indexes of the rows whose texts are not there, by id: so they lie in the store. total: rows with a text.
    """

    ranked: Ranked
    order: Numbers
    missing: Numbers
    total: int


class TextIndex:
    """The segments in a folder, seen from the latest catalog. Not thread-safe.

    files: the segments.
    """

    def __init__(self, folder: Path) -> None:
        self.files = SegmentFolder(folder)
        self._catalog = Catalog()
        self._stamps, self._dates = np.zeros(0, np.int64), np.zeros(0)
        self._starts = np.zeros(0, np.uint16)  # the first two characters of the ids
        self._rulings: Mapping[str, Ruling] = {}
        self._sources, self._states = np.zeros(1, np.uint32), np.zeros(1, np.int64)  # of `_rulings`, ascending
        self._places: dict[Segment, Numbers] = {}
        self._known: tuple[tuple[Segment, ...], Standing] | None = None

    def standing(self, catalog: Catalog, rulings: Mapping[str, Ruling], unreadable: Set[Key]) -> Standing:
        """Return what of the texts of `catalog` is there, also of what other processes wrote.

        rulings: by source, as far as there are any; a text that was read under another one is not there.
        unreadable: what is not there and cannot be read, so that it is not missing.
        """
        self.files.refresh()
        segments = self.files.segments
        if catalog is self._catalog and rulings == self._rulings and self._known and self._known[0] == segments:
            standing = self._known[1]
        else:
            if catalog is not self._catalog:
                self._follow(catalog)
            self._rule(rulings)
            standing = self._standing(catalog, segments)
            self._known = segments, standing
            self._places = {segment: at for segment, at in self._places.items() if segment in segments}
        if not unreadable:
            return standing
        readable = [at for at in standing.missing.tolist() if key_of(catalog.rows[at]) not in unreadable]
        return replace(standing, missing=np.array(readable, np.int64))

    def _standing(self, catalog: Catalog, segments: tuple[Segment, ...]) -> Standing:
        """Give each entry its rank; of two for the same text, the one in the latest segment counts."""
        count = len(catalog.rows)
        order = np.lexsort((-np.arange(count), -self._dates))
        ranks = np.full(count + 1, _NONE)
        ranks[order] = np.arange(count)
        is_there = self._stamps == _NONE
        total = int(np.count_nonzero(~is_there))
        ranked = []
        for segment in segments:
            at = self._places_of(segment, catalog)
            stands = at != _NONE
            stands[stands] = (self._stamps_of(segment, at)[stands] == segment.stamps[stands]) & ~is_there[at[stands]]
            is_there[at[stands]] = True
            ranked.append((segment, ranks[np.where(stands, at, _NONE)]))
        missing = np.flatnonzero(~is_there)
        missing = missing[np.argsort(self._starts[missing], kind="stable")]
        return Standing(tuple(ranked), order, missing, total)

    def _stamps_of(self, segment: Segment, at: Numbers) -> Numbers:
        """Return of each entry the stamp that it has if it is current. at: the indexes of their rows."""
        place = np.searchsorted(self._sources, segment.sources, "right") - 1
        states = np.where(self._sources[place] == segment.sources, self._states[place], 0)
        return self._stamps[at] ^ (states << _LENGTH_BITS)

    def _places_of(self, segment: Segment, catalog: Catalog) -> Numbers:
        """Return of each entry the index of its row, _NONE where the catalog has none."""
        at = self._places.get(segment)
        if at is None:
            at = self._places[segment] = np.full(len(segment), _NONE)
        for number in np.flatnonzero(at == _NONE).tolist():
            place = catalog.place_of(segment.ids[number])
            at[number] = _NONE if place is None else place
        return at

    def _rule(self, rulings: Mapping[str, Ruling]) -> None:
        states = {source_number(key): ruling.state for key, ruling in rulings.items()} | {0: 0}
        self._sources = np.array(sorted(states), np.uint32)
        self._states = np.array([states[source] for source in sorted(states)], np.int64)
        self._rulings = rulings

    def _follow(self, catalog: Catalog) -> None:
        changed = catalog.changes_since(self._catalog)
        if changed is None:
            changed = [(None, row) for row in catalog.rows]
            self._places.clear()
        self._stamps = np.resize(self._stamps, len(catalog.rows))
        self._dates = np.resize(self._dates, len(catalog.rows))
        self._starts = np.resize(self._starts, len(catalog.rows))
        rows = [row for _, row in changed]
        at = [place for row in rows if (place := catalog.place_of(row.id)) is not None]
        self._stamps[at] = [stamp_of(row) for row in rows]
        self._dates[at] = [instant(dated(row)) for row in rows]
        self._starts[at] = [int.from_bytes(row.id[:2].encode(), "big") for row in rows]
        self._catalog = catalog


def stamp_of(row: Row) -> int:
    """Return a number that changes when an article is labelled otherwise; negative for a stub, which has no text.

    What is searched is what the labels make the article, so its length tells, and the reader's own corrections. An
    article of no length has a text all the same: a rule of the reader may show it.
    """
    corrections = row.state.corrections
    if row.article.length <= 0 and row.article.is_stub:
        return _NONE
    return max(0, row.article.length) | (zlib.crc32(repr(corrections).encode()) << _LENGTH_BITS if corrections else 0)


def key_of(row: Row) -> Key:
    """Return what names the text of a row."""
    return row.id, stamp_of(row)


def source_number(key: str) -> int:
    """Return the number by which the index knows a source; 0 for none."""
    return zlib.crc32(key.encode("utf-8", "replace"))


def entry_of(row: Row, body: Body, source: str = "", ruling: Ruling = NO_RULING) -> Entry:
    """Return what the index keeps of an article: its content, as `body` is labelled, also by the ruling of its source.

    source: the key of its source, empty for none. ruling: that of the source.
    """
    blocks = (
        block.text
        for section in body.sections
        if section.label is Label.CONTENT
        for block in body.blocks[section.start : section.stop]
    )
    stamp = stamp_of(row) ^ (ruling.state << _LENGTH_BITS)
    return Entry(row.id, source_number(source), stamp, "\n".join(filter(None, map(searchable, blocks))))
