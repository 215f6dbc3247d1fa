"""searches.json: saved searches under their numbers, and a line for each query of the history."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

from reader.core.query import Shelf, Sort
from reader.core.searches import REMEMBERED, SLOTS, SavedSearch, UsedQuery
from reader.core.text import visible
from reader.store import migrations
from reader.store.linefile import LineFile
from reader.store.lines import Document, unseal
from reader.store.lock import Lock

_SPARE = 20  # queries beyond REMEMBERED before the oldest are let go of together


class SearchFile:
    """The file of searches. Nothing is read before it is asked for; another process's changes are seen at once."""

    def __init__(self, path: Path, lock: Lock) -> None:
        self._path = path
        self._notices: list[str] = []  # of writing, which reads the file anew
        self._reading = threading.Lock()
        self._file = LineFile(path, lambda: lock.in_place_of(self._reading), migrations.SEARCHES)

    @property
    def notices(self) -> tuple[str, ...]:
        """What was wrong with the file, for the user."""
        return tuple(dict.fromkeys((*self._notices, *self._file.notices)))

    def saved(self) -> dict[int, SavedSearch]:
        """Return the saved searches by number. Unreadable, NewerSchema."""
        with self._reading:
            self._file.refresh()
            return _saved(self._file)

    def history(self) -> list[UsedQuery]:
        """Return the latest REMEMBERED queries, the latest last. Unreadable, NewerSchema."""
        with self._reading:
            self._file.refresh()
            return [query for _, query in _used(self._file)][-REMEMBERED:]

    def save(self, slot: int, search: SavedSearch | None) -> SavedSearch | None:
        """Save a search under a number, durably, or forget it (None); return the one that was there.

        The caller holds the library's lock. Refused, Unreadable, NewerSchema.
        """
        with self._writing() as file:
            old = _saved(file).get(slot)
            if search is not None and search != old:
                file.append({slot: document_of_search(search)})
            elif search is None and slot in file.offsets:
                file.write(((key, line) for key, line in file.lines() if key != slot), file.tables)
            return old

    def remember(self, query: UsedQuery) -> None:
        """Add a query to the history, durably, as the latest whatever the clock says; it stands there once.

        The caller holds the library's lock. Refused, Unreadable, NewerSchema.
        """
        with self._writing() as file:
            before = _used(file)
            time = max(query.used, before[-1][1].used + timedelta(microseconds=1)) if before else query.used
            file.append({_number(query.text): document_of_query(UsedQuery(text=query.text, used=time))})
            _forget_oldest(file)

    def recall(self, queries: Iterable[UsedQuery]) -> None:
        """Add queries of another history to this one, durably, at their own times; what stands here stays as it is.

        The caller holds the library's lock. Refused, Unreadable, NewerSchema.
        """
        with self._writing() as file:
            fresh = {key: query for query in queries if (key := _number(query.text)) not in file.offsets}
            if fresh:
                file.append({key: document_of_query(query) for key, query in fresh.items()})
                _forget_oldest(file)

    def close(self) -> None:
        """Give the file back."""
        with self._reading:
            self._file.close()

    @contextmanager
    def _writing(self) -> Iterator[LineFile]:
        with closing(LineFile(self._path, nullcontext, migrations.SEARCHES)) as file:
            file.refresh()
            try:
                yield file
            finally:
                self._notices += file.notices


def entry_of(key: int, document: Mapping[str, Any]) -> SavedSearch | UsedQuery:
    """Return what a document holds, safe to show; ValueError if it is not as this module made it."""
    try:
        if key in SLOTS:
            return SavedSearch(
                name=visible(str(document["name"])),
                text=visible(str(document["text"])),
                shelf=Shelf(document["shelf"]),
                sort=Sort(document["sort"]),
            )
        used = datetime.fromisoformat(document["used"])
        return UsedQuery(text=visible(str(document["query"])), used=used if used.tzinfo else used.astimezone())
    except (LookupError, TypeError, OverflowError) as error:
        raise ValueError(f"{error!r:.80}") from error


def document_of_search(search: SavedSearch) -> Document:
    """Return the document that holds a saved search; `entry_of` reads it."""
    return {"name": search.name, "text": search.text, "shelf": search.shelf.value, "sort": search.sort.value}


def document_of_query(query: UsedQuery) -> Document:
    """Return the document that holds a query of the history; `entry_of` reads it."""
    return {"query": query.text, "used": query.used.isoformat()}


def _entries(file: LineFile) -> dict[int, SavedSearch | UsedQuery]:
    """Return all that can be read; what cannot is passed over, and `doctor` names it."""
    entries = {}
    for key, line in file.lines():
        try:
            entries[key] = entry_of(key, unseal(line))
        except ValueError:
            continue
    return entries


def _saved(file: LineFile) -> dict[int, SavedSearch]:
    entries = sorted(_entries(file).items())
    return {slot: entry for slot, entry in entries if isinstance(entry, SavedSearch)}


def _used(file: LineFile) -> list[tuple[int, UsedQuery]]:
    """Return the queries of the history with their keys, the latest last."""
    used = [(key, entry) for key, entry in _entries(file).items() if isinstance(entry, UsedQuery)]
    return sorted(used, key=lambda pair: pair[1].used)


def _forget_oldest(file: LineFile) -> None:
    used = _used(file)
    if len(used) > REMEMBERED + _SPARE:
        gone = {key for key, _ in used[:-REMEMBERED]}
        file.write(((key, line) for key, line in file.lines() if key not in gone), file.tables)


def _number(text: str) -> int:
    """Return the key of a query, which is none of SLOTS."""
    return int.from_bytes(b"\1" + blake2b(text.encode("utf-8", "replace"), digest_size=7).digest())
