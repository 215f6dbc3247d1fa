"""The text of each article: bodies/<first two digits of the id>.json."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from reader.core.article import Body
from reader.core.errors import NotFound, Unreadable
from reader.store import migrations
from reader.store.codec import Malformed, body_document, body_of, id_of_key
from reader.store.lines import unseal
from reader.store.lock import Lock
from reader.store.shards import Shards


class Bodies:
    """The bodies of a library. shards: the folder they lie in."""

    def __init__(self, folder: Path, lock: Lock) -> None:
        self.shards = Shards(folder, lock, migrations.BODIES)

    def get(self, id: str) -> Body:
        """Return the body of `id`; NotFound if there is none, Unreadable if it is damaged."""
        return _body(id, self.shards.get(id))

    @contextmanager
    def reading(self) -> Iterator[Callable[[str], Body]]:
        """Give what does as `get` does, for many in any order; see `Shards.reading`."""
        with self.shards.reading() as get:
            yield lambda wanted: _body(wanted, get(wanted))

    def many(self, ids: Iterable[str]) -> Iterator[tuple[str, Body]]:
        """Yield ids and bodies of those of `ids` that can be read, file by file: each file is read once."""
        for key, line in self.shards.lines(ids):
            with suppress(ValueError):
                yield id_of_key(key), body_of(unseal(line))

    def put(self, bodies: Mapping[str, Body]) -> None:
        """Write bodies by id, durably; Refused. The caller holds the library's lock."""
        self.shards.put(bodies, body_document)

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the bodies of `ids`; Refused. The caller holds the library's lock."""
        self.shards.remove(ids)


def _body(id: str, document: Mapping[str, Any] | None) -> Body:
    if document is None:
        raise NotFound(f"the text of article {id} is not in the library", "add the document again")
    try:
        return body_of(document)
    except Malformed as error:
        raise Unreadable(f"the text of article {id} is damaged: {error}", "add the document again") from error
