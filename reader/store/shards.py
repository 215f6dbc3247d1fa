"""A document for each article, in 256 files by the first two digits of its id: finding one reads 1/256 of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TypeVar

from reader.core.errors import LibraryError
from reader.store import durable
from reader.store.codec import id_of_key, key_of_id
from reader.store.linefile import LineFile
from reader.store.lines import Document
from reader.store.lock import Lock
from reader.store.migrations import Step
from reader.store.pool import each

T = TypeVar("T")

_SUFFIX = ".json"


class Shards:
    """A folder of files in the line format, opened when they are needed.

    notices: what was wrong with its files, for the user.
    """

    def __init__(self, folder: Path, lock: Lock, steps: Sequence[Step]) -> None:
        """steps: the migrations of its documents, see `LineFile`."""
        self.notices: list[str] = []
        self._folder = folder
        self._lock = lock
        self._steps = steps

    def path(self, id: str) -> Path:
        """Return the file of the document of `id`; NotFound if it is no id."""
        return self._folder / f"{id_of_key(key_of_id(id))[:2]}{_SUFFIX}"

    def get(self, id: str) -> Document | None:
        """Return the document of `id`, None if there is none; NotFound if it is no id, Unreadable, NewerSchema."""
        with closing(self._file(self.path(id))) as file:
            file.refresh()
            document = file.find(key_of_id(id))
            self._note(file)
        return document

    def lines(self, ids: Iterable[str]) -> Iterator[tuple[int, bytes]]:
        """Yield keys and lines of those of `ids` that can be read, file by file: each file is read once."""
        for path, keys in sorted(self._by_file(ids).items()):
            with suppress(LibraryError), closing(self._file(path)) as file:
                file.refresh()
                yield from ((key, line) for key, line in file.lines() if key in keys)

    @contextmanager
    def reading(self) -> Iterator[Callable[[str], Document | None]]:
        """Give what does as `get` does, for many in any order: each file is looked through once, and stays open."""
        files: dict[Path, LineFile] = {}
        with ExitStack() as stack:

            def get(id: str) -> Document | None:
                path = self.path(id)
                file = files.get(path)
                if file is None:
                    file = files[path] = stack.enter_context(closing(self._file(path)))
                    file.refresh()
                document = file.get(key_of_id(id))
                self._note(file)
                return document

            yield get

    def put(self, items: Mapping[str, T], document_of: Callable[[str, T], Document]) -> None:
        """Write a document for each of `items`, by id, durably; Refused. The caller holds the library's lock.

        document_of: makes it of an id and its item, in several threads.
        """
        with durable.refusing(self._folder):
            durable.make_folder(self._folder)

        def put(shard: tuple[Path, Iterable[int]]) -> None:
            with closing(self._file(shard[0], settled=True)) as file:
                file.refresh()
                ids = {key: id_of_key(key) for key in shard[1]}
                file.append({key: document_of(id, items[id]) for key, id in ids.items()})
                self._note(file)

        each(put, self._by_file(items).items())

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the documents of `ids`, durably; Refused. The caller holds the library's lock."""

        def remove(shard: tuple[Path, Mapping[int, None]]) -> None:
            with closing(self._file(shard[0], settled=True)) as file:
                file.refresh()
                if not shard[1].keys().isdisjoint(file.offsets):
                    file.write(((key, line) for key, line in file.lines() if key not in shard[1]), file.tables)
                self._note(file)

        each(remove, self._by_file(ids).items())

    def files(self) -> Iterator[LineFile]:
        """Yield every file there is; the caller closes it."""
        for path in sorted(self._folder.glob(f"??{_SUFFIX}")):
            yield self._file(path)

    def _by_file(self, ids: Iterable[str]) -> Mapping[Path, Mapping[int, None]]:
        """Return the keys of `ids`, in their order, by the file of each."""
        shards: dict[str, dict[int, None]] = defaultdict(dict)
        for id in ids:
            shards[id[:2]][key_of_id(id)] = None
        return {self._folder / f"{name}{_SUFFIX}": keys for name, keys in shards.items()}

    def _file(self, path: Path, *, settled: bool = False) -> LineFile:
        """settled: the caller holds the lock already, perhaps in another thread."""
        return LineFile(path, nullcontext if settled else self._lock.if_possible, self._steps)

    def _note(self, file: LineFile) -> None:
        self.notices += [notice for notice in file.notices if notice not in self.notices]
