"""sources.json: what was learned of each source and the rules for it, a line a source."""

import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from hashlib import blake2b
from pathlib import Path
from struct import error as struct_error
from struct import pack, unpack
from typing import Any

from reader.core.rules import Learned, Ruling, read_shape, shape_of
from reader.core.sources import SeenPage, Source, Template
from reader.store import migrations
from reader.store.linefile import LineFile
from reader.store.lines import Document, unseal
from reader.store.lock import Lock

MOST = 500
"""Sources that are kept. Beyond, a tenth goes: those written longest ago that have no rules."""


class SourceFile:
    """The file of sources. Nothing is read before it is asked for; another process's changes are seen at once."""

    def __init__(self, path: Path, lock: Lock) -> None:
        self._path = path
        self._reading = threading.Lock()
        self._file = LineFile(path, lambda: lock.in_place_of(self._reading), migrations.SOURCES)
        self._places: dict[int, tuple[int, int]] = {}  # of the lines that `_rulings` were read from
        self._rulings: dict[int, tuple[str, Ruling]] = {}

    @property
    def notices(self) -> tuple[str, ...]:
        """What was wrong with the file, for the user."""
        return tuple(self._file.notices)

    def get(self, key: str) -> Learned | None:
        """Return what is known of the source with that key, None for nothing. Unreadable, NewerSchema."""
        with self._reading:
            self._file.refresh()
            document = self._file.get(_number(key))
        return _learned_or_none(document)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of any source. Unreadable, NewerSchema."""
        with self._reading:
            self._file.refresh()
            return not self._file.offsets

    def all(self) -> list[Learned]:
        """Return what is known of every source, in the order they were first seen. Unreadable, NewerSchema."""
        with self._reading:
            self._file.refresh()
            lines = list(self._file.lines())
        return [learned for _, line in lines if (learned := _learned_or_none(unseal(line))) is not None]

    def rulings(self) -> dict[str, Ruling]:
        """Return what decides how pages are shown, by the key of their source. Unreadable, NewerSchema.

        Only lines that are new are read: others cost some microseconds.
        """
        with self._reading:
            self._file.refresh()
            places = {key: (self._file.generation, offset) for key, offset in self._file.offsets.items()}
            known = self._rulings.items()
            self._rulings = {key: ruling for key, ruling in known if self._places.get(key) == places.get(key)}
            for key in places.keys() - self._rulings.keys():
                self._rulings[key] = _ruling_of(self._file.get(key) or {})
            self._places = places
            return {key: ruling for key, ruling in self._rulings.values() if ruling.state}

    def update(self, changes: Mapping[str, Callable[[Learned | None], Learned]]) -> None:
        """Change what is known of sources, durably, in one append. The caller holds the library's lock.

        changes: by key, what makes of what is known (None for nothing) what shall be. Refused, Unreadable, NewerSchema.
        """
        with closing(LineFile(self._path, nullcontext, migrations.SOURCES)) as file:
            file.refresh()
            documents: dict[int, Document] = {}
            for key, change in changes.items():
                old = file.get(_number(key))
                new = document_of(change(_learned_or_none(old)))
                if new != old:
                    documents[_number(key)] = new
            if documents:
                file.append(documents)
            if len(file.offsets) > MOST:
                gone = _forgettable(file)
                file.write(((key, line) for key, line in file.lines() if key not in gone), file.tables)

    def close(self) -> None:
        """Give the file back."""
        with self._reading:
            self._file.close()


def document_of(learned: Learned) -> Document:
    """Return the document that holds what is known of a source: pages as [id, title and lines in 32 bits each]."""
    template = learned.template
    pages = [[page.id, _packed([page.title, *sorted(page.lines)])] for page in template.pages]
    return {
        "source": learned.source.key,
        "name": learned.source.name,
        "total": template.total,
        "improved": template.improved,
        "pages": pages,
        "rules": [shape_of(rule) for rule in learned.rules],
    }


def learned_of(document: Mapping[str, Any]) -> Learned:
    """Return what a document holds; ValueError if it is not as `document_of` made it."""
    try:
        source = Source(str(document["source"]), str(document["name"]))
        pages = []
        for id, packed in document["pages"]:
            title, *lines = _unpacked(packed)
            pages.append(SeenPage(str(id), title, frozenset(lines)))
        return Learned(
            source=source,
            template=Template(tuple(pages), int(document["total"]), int(document["improved"])),
            rules=tuple(map(read_shape, document["rules"])),
        )
    except (LookupError, TypeError, AttributeError, OverflowError, struct_error) as error:
        raise ValueError(f"{error!r:.80}") from error


def _learned_or_none(document: Mapping[str, Any] | None) -> Learned | None:
    """Return what a document holds; None for one that holds nothing sensible, which is then learned anew."""
    try:
        return None if document is None else learned_of(document)
    except ValueError:
        return None


def _ruling_of(document: Mapping[str, Any]) -> tuple[str, Ruling]:
    """Return the key of a source and what a document says of how its pages are shown."""
    try:
        rules = tuple(map(read_shape, document["rules"]))
        return str(document["source"]), Ruling.of(rules, int(document["improved"]))
    except (LookupError, TypeError, ValueError, OverflowError):
        return "", Ruling()


def _forgettable(file: LineFile) -> set[int]:
    """Return the keys of the sources to let go of."""
    oldest: Iterator[int] = iter(sorted(file.offsets, key=lambda key: file.offsets[key]))
    plain = (key for key in oldest if not (file.get(key) or {}).get("rules"))
    return {key for key, _ in zip(plain, range(len(file.offsets) - MOST * 9 // 10), strict=False)}


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest())


def _packed(numbers: Sequence[int]) -> str:
    return b64encode(pack(f"<{len(numbers)}I", *numbers)).decode()


def _unpacked(text: str) -> tuple[int, ...]:
    data = b64decode(text)
    return unpack(f"<{len(data) // 4}I", data)
