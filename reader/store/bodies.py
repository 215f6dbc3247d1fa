"""The text of each article, in 256 files by the first two digits of its id: opening one reads 1/256 of the text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, nullcontext, suppress
from pathlib import Path

from reader.core.article import Body
from reader.core.errors import LibraryError, NotFound, Unreadable
from reader.store import durable, migrations
from reader.store.codec import Malformed, body_document, body_of, id_of_key, key_of_id
from reader.store.linefile import LineFile
from reader.store.lines import unseal
from reader.store.lock import Lock
from reader.store.pool import each

_SUFFIX = ".json"


class Bodies:
    """The folder of bodies.

    notices: what was wrong with its files, for the user.
    """

    def __init__(self, folder: Path, lock: Lock) -> None:
        self.notices: list[str] = []
        self._folder = folder
        self._lock = lock

    def get(self, id: str) -> Body:
        """Return the body of `id`; NotFound if there is none, Unreadable if it is damaged."""
        key = key_of_id(id)
        file = self._file(id[:2])
        try:
            file.refresh()
            document = file.find(key)
            self._note(file)
        finally:
            file.close()
        if document is None:
            raise NotFound(f"the text of article {id} is not in the library", "add the document again")
        try:
            return body_of(document)
        except Malformed as error:
            raise Unreadable(f"the text of article {id} is damaged: {error}", "add the document again") from error

    def many(self, ids: Iterable[str]) -> Iterator[tuple[str, Body]]:
        """Yield ids and bodies of those of `ids` that can be read, file by file: each file is read once."""
        shards: dict[str, set[int]] = defaultdict(set)
        for id in ids:
            shards[id[:2]].add(key_of_id(id))
        for name, keys in sorted(shards.items()):
            with suppress(LibraryError), closing(self._file(name)) as file:
                file.refresh()
                for key, line in file.lines():
                    if key in keys:
                        with suppress(ValueError):
                            yield id_of_key(key), body_of(unseal(line))

    def put(self, bodies: Mapping[str, Body]) -> None:
        """Write bodies by id, durably; Refused. The caller holds the library's lock."""
        shards: dict[str, dict[int, Body]] = defaultdict(dict)
        for id, body in bodies.items():
            shards[id[:2]][key_of_id(id)] = body
        with durable.refusing(self._folder):
            durable.make_folder(self._folder)
        each(self._put_in, shards.items())

    def _put_in(self, shard: tuple[str, Mapping[int, Body]]) -> None:
        file = self._file(shard[0], settled=True)
        try:
            file.refresh()
            file.append({key: body_document(id_of_key(key), body) for key, body in shard[1].items()})
            self._note(file)
        finally:
            file.close()

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the bodies of `ids`; Refused. The caller holds the library's lock."""
        shards: dict[str, set[int]] = defaultdict(set)
        for id in ids:
            shards[id[:2]].add(key_of_id(id))
        each(self._remove_from, shards.items())

    def _remove_from(self, shard: tuple[str, set[int]]) -> None:
        file = self._file(shard[0], settled=True)
        try:
            file.refresh()
            if not shard[1].isdisjoint(file.offsets):
                file.write(((key, line) for key, line in file.lines() if key not in shard[1]), file.tables)
            self._note(file)
        finally:
            file.close()

    def files(self) -> Iterator[LineFile]:
        """Yield every file there is, open; the caller closes it."""
        for path in sorted(self._folder.glob(f"??{_SUFFIX}")):
            yield self._file(path.name.removesuffix(_SUFFIX))

    def _file(self, name: str, *, settled: bool = False) -> LineFile:
        """settled: the caller holds the lock already, perhaps in another thread."""
        settling = nullcontext if settled else self._lock.if_possible
        return LineFile(self._folder / f"{name}{_SUFFIX}", settling, migrations.BODIES)

    def _note(self, file: LineFile) -> None:
        self.notices += [notice for notice in file.notices if notice not in self.notices]
