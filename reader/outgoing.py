"""Articles on their way out: files of them, in every format, whole and durable or not there at all."""

import gzip
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from reader.anchoring import placed
from reader.core.catalog import Row
from reader.core.errors import NotFound, Refused, Unreadable
from reader.core.exports import FORMAT, MAX_LINE, VERSION, Type
from reader.core.state import corrected
from reader.formats.elements import Document
from reader.formats.files import FORMATS, Wanted
from reader.formats.naming import file_name
from reader.library import Library
from reader.store import durable
from reader.store.exchange import Slot, shape_of
from reader.store.lines import Document as Shape
from reader.store.lines import dumps
from reader.wording import tr

LOSSLESS = "jsonl"
"""The name of the format that `reader add` takes in again (core.exports); the others are FORMATS."""


class Export:
    """Some articles of a library, to be written once.

    rows: the articles, as the catalog had them when it began. is_all: whether what else a library keeps goes with them
    into the lossless format. left_out: how many articles could not be read; each was told.
    at, leaving_out: told the number of the article that comes next, and why one is left out; None: that was the last.
    What `at` raises ends it.
    """

    def __init__(
        self,
        library: Library,
        rows: Sequence[Row],
        *,
        is_all: bool = False,
        at: Callable[[int | None], None] = lambda number: None,
        leaving_out: Callable[[Row, str], None] = lambda row, why: None,
    ) -> None:
        self.rows = rows
        self.is_all = is_all
        self.left_out = 0
        self._library = library
        self._at = at
        self._leaving_out = leaving_out

    def parts(self, format: str, *, clutter: bool, now: datetime) -> Iterator[bytes]:
        """Yield the bytes of one file of all articles. format: its name. clutter: with what their pages have besides.

        now: aware. Raises NotFound where a format has no file without an article.
        """
        if format == LOSSLESS:
            return self.json_lines()
        return FORMATS[format].write(self.documents(), self._wanted(len(self.rows), clutter, now))

    def write_each(self, folder: Path, format: str, *, clutter: bool, now: datetime, force: bool) -> None:
        """Write a file of each article into a folder, which is made if it is missing. Raises Refused.

        An article whose file is there already is left out. force: whether it is written over instead.
        """
        with durable.refusing(folder):
            folder.mkdir(parents=True, exist_ok=True)
        written: dict[str, int] = {}
        rows = iter(self.rows)
        for document in self.documents():
            row = next(row for row in rows if row.id == document.article.id)
            name = file_name(document, FORMATS[format].endings[0], written)
            if not force and os.path.exists(folder / name):
                self._leave_out(row, tr("{name} is there already", name=name))
                continue
            write(
                folder / name,
                FORMATS[format].write([document], self._wanted(1, clutter, now)),
                force=force,
                sync_folder=False,
            )
        durable.sync_names(folder)

    def documents(self) -> Iterator[Document]:
        """Yield the articles as they are shown: with the rules and corrections of the reader."""
        with self._library.reading() as stored:
            for number, row in enumerate(self.rows):
                self._at(number)
                try:
                    body = stored(row).body
                except (NotFound, Unreadable) as error:
                    self._leave_out(row, error.what)
                    continue
                shown = corrected(self._library.sources.ruled(row.article, body), row.state.corrections)
                marks = placed(row.state.highlights, shown)
                yield Document(article=row.article, body=shown, tags=row.state.tags, highlights=marks)
        self._at(None)

    def json_lines(self) -> Iterator[bytes]:
        """Yield the lines of the lossless format, see core.exports."""
        yield _line({"format": FORMAT, "version": VERSION})
        with self._library.reading() as stored:
            for number, row in enumerate(self.rows):
                self._at(number)
                try:
                    line = _line(shape_of(stored(row)))
                except (NotFound, Unreadable) as error:
                    self._leave_out(row, error.what)
                    continue
                if len(line) > MAX_LINE:
                    self._leave_out(row, f"takes more than {MAX_LINE // 2**20} MiB")
                else:
                    yield line
        if self.is_all:
            yield from map(_line, self._besides())
        yield _line({"type": Type.END.value})
        self._at(None)

    def _besides(self) -> Iterator[Shape]:
        """Yield what else a library keeps that cannot be made again."""
        yield from map(shape_of, self._library.sources.all())
        searches = self._library.searches
        yield from (shape_of(Slot(number=number, search=search)) for number, search in searches.saved().items())
        yield from map(shape_of, searches.used())

    def _leave_out(self, row: Row, why: str) -> None:
        self.left_out += 1
        self._leaving_out(row, why)

    def _wanted(self, count: int, clutter: bool, now: datetime) -> Wanted:
        title = f"{len(self.rows):,} articles"  # in a file nothing is in the language spoken
        return Wanted(title=title, count=count, clutter=clutter, now=now)


def write(path: Path, parts: Iterable[bytes], *, force: bool = False, sync_folder: bool = True) -> None:
    """Make `path` hold `parts`, durably, gzipped if its name ends with .gz; half of it is never there.

    force: whether it may take the place of a file. sync_folder: False where the caller syncs it once for many files.
    Raises Refused.
    """
    path = Path(os.path.realpath(path))
    _refuse_to_harm(path, force)
    temporary = path.with_name(f".{path.name[:60]}.{os.getpid()}{durable.TEMPORARY}")
    with durable.refusing(path):
        try:
            with _new(temporary, is_packed=path.suffix.lower() == ".gz") as file:
                file.writelines(parts)
            _refuse_to_harm(path, force)
            os.replace(temporary, path)
            if sync_folder:
                durable.sync(path.parent)
        finally:
            with suppress(OSError):
                temporary.unlink()


@contextmanager
def _new(path: Path, *, is_packed: bool) -> Iterator[BinaryIO]:
    """Open a file that is not there yet; it is on disk when the context ends."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, durable.FILE_MODE)
    with open(descriptor, "wb") as file:
        if is_packed:
            with gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
                yield cast(BinaryIO, packed)
        else:
            yield file
        file.flush()
        os.fsync(descriptor)


def _refuse_to_harm(path: Path, force: bool) -> None:
    """Raise Refused for what is no file or, unless forced, is one; what cannot be looked at is refused by `_new`."""
    if os.path.exists(path) and not os.path.isfile(path):
        raise Refused(f"{path} is no ordinary file", "name another, or - for standard output")
    if os.path.exists(path) and not force:
        raise Refused(f"{path} is there already", "name another file, or give --force")


def _line(shape: Shape) -> bytes:
    return dumps(shape) + b"\n"
