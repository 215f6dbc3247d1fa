"""Removing articles for good: first the articles, in one write, then file by file what is left of them.

removing.json holds their ids from before the articles go until the last of their texts is gone, so that what a killed
process leaves is told from a text whose article was lost: that one is kept.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, nullcontext
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from reader.store import durable, front, migrations
from reader.store.articles import Articles
from reader.store.bodies import Bodies
from reader.store.codec import id_of_key, key_of_id
from reader.store.linefile import LineFile
from reader.store.lock import Lock
from reader.store.originals import Originals

REMOVING = "removing.json"


class Removing:
    """The removing of articles from the library in `folder`."""

    def __init__(self, folder: Path, lock: Lock, articles: Articles, bodies: Bodies, originals: Originals) -> None:
        self._folder = folder
        self._path = folder / REMOVING
        self._lock = lock
        self._articles = articles
        self._bodies = bodies
        self._originals = originals

    def begin(self, ids: Iterable[str]) -> None:
        """Remove articles for good, durably, in one write; `finish` does the rest. Refused, Unreadable."""
        with self._articles.exclusive():
            gone = [id for id in ids if id in self._articles]
            if gone:
                with closing(self._opened()) as file:
                    file.append({key_of_id(id): {"id": id} for id in gone})
                self._articles.remove(gone)

    def finish(self, forget: Callable[[Collection[str]], object]) -> Iterator[int]:
        """Remove what is left of articles that were removed, also by a process that was killed then: file by file.

        Yields before each file of how many articles something is left. Whoever does not ask on leaves the rest, and
        the next call goes on. forget: called with the ids when their texts are gone, to remove what was derived from
        them. Costs a look at a file's name when nothing is left. Refused, Unreadable, NewerSchema.
        """
        if not self._path.exists():
            return
        with self._lock, closing(self._opened()) as file:
            gone = sorted(map(id_of_key, file.offsets))
        left = len(gone)
        for _, same_file in groupby(gone, key=itemgetter(slice(2))):
            yield left
            left -= self._clear(list(same_file))
        front.forget(self._folder)
        forget(gone)
        self._note_done(gone)

    def _clear(self, ids: list[str]) -> int:
        """Remove texts and originals of one file, but for articles that are there again; return how many ids."""
        with self._articles.exclusive(), self._lock.marked():  # for one file, so that others need not wait for all
            still_gone = [id for id in ids if id not in self._articles]
            self._bodies.remove(still_gone)
            self._originals.remove(still_gone)
        return len(ids)

    def _note_done(self, ids: Iterable[str]) -> None:
        gone = set(map(key_of_id, ids))
        with self._lock, closing(self._opened()) as file:
            left = [(key, line) for key, line in file.lines() if key not in gone]
            if left:
                file.write(left, file.tables)
                return
            with durable.refusing(self._path):
                self._path.unlink(missing_ok=True)
                durable.sync(self._folder)

    def _opened(self) -> LineFile:
        file = LineFile(self._path, nullcontext, migrations.REMOVING)
        file.refresh()
        return file
