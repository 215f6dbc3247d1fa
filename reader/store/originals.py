"""The bytes of each article as they came, compressed: originals/<first two digits of the id>.json.

10,000 of 3 KB took 153 µs each that way, and 414 µs each as originals/<first two digits>/<id>.gz. Earlier libraries
have those; they are read where they lie.
"""

import gzip
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader.core.errors import NotFound, Unreadable
from reader.store import durable, migrations
from reader.store.codec import Malformed, id_of_key, key_of_id
from reader.store.lines import Document
from reader.store.lock import Lock
from reader.store.rawfile import content_of
from reader.store.shards import Shards

_SUFFIX = ".gz"


class Originals:
    """The originals of a library. shards: the folder they lie in."""

    def __init__(self, folder: Path, lock: Lock) -> None:
        self.shards = Shards(folder, lock, migrations.ORIGINALS)
        self._folder = folder

    def put(self, originals: Mapping[str, bytes]) -> None:
        """Write originals by id, durably; Refused. The caller holds the library's lock."""
        self.shards.put(originals, original_document)

    def get(self, id: str) -> bytes:
        """Return the original of `id`; NotFound if there is none, Unreadable if it is damaged."""
        return self._original(id, self.shards.get(id))

    @contextmanager
    def reading(self) -> Iterator[Callable[[str], bytes]]:
        """Give what does as `get` does, for many in any order; see `Shards.reading`."""
        with self.shards.reading() as get:
            yield lambda wanted: self._original(wanted, get(wanted))

    def _original(self, id: str, document: Document | None) -> bytes:
        try:
            return self._alone(id) if document is None else original_of(document)
        except (Malformed, OSError, EOFError, zlib.error) as error:
            raise Unreadable(f"the original of article {id} is damaged ({error})", "add the document again") from error

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the originals of `ids`, durably; Refused. The caller holds the library's lock."""
        gone = tuple(ids)
        self.shards.remove(gone)
        alone = [path for path in map(self._path, gone) if path.exists()]
        for path in alone:
            with durable.refusing(path):
                path.unlink(missing_ok=True)
        for folder in {path.parent for path in alone}:
            durable.sync_names(folder)

    def alone(self) -> Iterator[str]:
        """Yield the ids of those that lie in a file each."""
        for path in sorted(self._folder.glob(f"??/*{_SUFFIX}")):
            yield path.name.removesuffix(_SUFFIX)

    def _alone(self, id: str) -> bytes:
        path = self._path(id)
        data = content_of(path)
        if data is None:
            raise NotFound(f"the original of article {id} is not in the library")
        if not data:
            raise EOFError(f"{path} is empty")
        return gzip.decompress(data)

    def _path(self, id: str) -> Path:
        name = id_of_key(key_of_id(id))
        return self._folder / name[:2] / f"{name}{_SUFFIX}"


def original_document(id: str, original: bytes) -> Document:
    """Return the document that holds an original: as zlib has it (RFC 1950), in base64."""
    return {"id": id, "zlib": b64encode(zlib.compress(original)).decode()}


def original_of(document: Mapping[str, Any]) -> bytes:
    """Return the original in `document`; Malformed if it holds none."""
    try:
        return zlib.decompress(b64decode(document["zlib"], validate=True))
    except (KeyError, TypeError, ValueError, zlib.error) as error:
        raise Malformed(f"{error!r:.80}") from error
