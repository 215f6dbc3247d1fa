"""The bytes of each article as they came, one gzip file each."""

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from reader.core.errors import NotFound, Unreadable
from reader.store import durable
from reader.store.codec import id_of_key, key_of_id
from reader.store.pool import each
from reader.store.rawfile import open_file, read_all

_SUFFIX = ".gz"


class Originals:
    """A folder of originals: <first two digits of the id>/<id>.gz."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, id: str) -> Path:
        """Return where the original of `id` is kept; NotFound if it is no id."""
        name = id_of_key(key_of_id(id))
        return self._folder / name[:2] / f"{name}{_SUFFIX}"

    def put(self, originals: Iterable[tuple[str, bytes]]) -> None:
        """Write originals by id, durably; Refused. The caller holds the library's lock."""
        paths = {self.path(id): data for id, data in originals}
        folders = {path.parent for path in paths}
        for folder in folders:
            with durable.refusing(folder):
                durable.make_folder(folder)
        each(lambda item: durable.replace(item[0], [gzip.compress(item[1], mtime=0)], sync_folder=False), paths.items())
        each(durable.sync_names, folders)

    def get(self, id: str) -> bytes:
        """Return the original of `id`; NotFound if there is none, Unreadable if it is damaged."""
        path = self.path(id)
        descriptor, _ = open_file(path)
        if descriptor is None:
            raise NotFound(f"the original of article {id} is not in the library")
        try:
            return gzip.decompress(read_all(descriptor, path))
        except (OSError, EOFError, zlib.error) as error:
            raise Unreadable(f"{path} is damaged ({error})", "add the document again") from error
        finally:
            os.close(descriptor)

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the originals of `ids`; Refused. The caller holds the library's lock."""
        for id in ids:
            path = self.path(id)
            with durable.refusing(path), suppress(FileNotFoundError):
                path.unlink()

    def ids(self) -> Iterator[str]:
        """Yield the ids of all originals there are."""
        for path in sorted(self._folder.glob(f"??/*{_SUFFIX}")):
            yield path.name.removesuffix(_SUFFIX)
