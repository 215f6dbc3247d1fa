"""The verb `export`: a library, or some articles of it, as a file that any program can read and `reader add` takes in.

FORMATS names what can be written; a format is a function that yields the bytes of a file.
"""

import argparse
import gzip
import os
import resource
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import BinaryIO, cast

from reader.core.catalog import Row
from reader.core.errors import NotFound, Refused, Unreadable, UsageError
from reader.core.exports import FORMAT, MAX_LINE, VERSION, Type
from reader.core.text import visible
from reader.exits import DONE, PROBLEMS
from reader.library import Library
from reader.marking import ids_in
from reader.output import complain
from reader.store import durable
from reader.store.exchange import Slot, shape_of
from reader.store.lines import Document, dumps

_FILES = 1024
"""Descriptors that reading all texts needs, at most; some systems give 256 unless asked."""

_EVERY = 0.1
"""Seconds between two reports of progress."""


class Export:
    """One run of the verb.

    rows: the articles, as the catalog had them when it began. is_all: whether the rest of the library goes with them.
    left_out: how many articles could not be read; each was told.
    """

    def __init__(self, library: Library, rows: Sequence[Row], *, is_all: bool) -> None:
        self.rows = rows
        self.is_all = is_all
        self.left_out = 0
        self._library = library
        self._shown = 0.0

    def json_lines(self) -> Iterator[bytes]:
        """Yield the lines of the lossless format, see core.exports."""
        yield _line({"format": FORMAT, "version": VERSION})
        with self._library.reading() as stored:
            for number, row in enumerate(self.rows):
                self._show(number)
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
        self._show(None)

    def _besides(self) -> Iterator[Document]:
        """Yield what else a library keeps that cannot be made again."""
        yield from map(shape_of, self._library.sources.all())
        searches = self._library.searches
        yield from (shape_of(Slot(number=number, search=search)) for number, search in searches.saved().items())
        yield from map(shape_of, searches.used())

    def _leave_out(self, row: Row, why: str) -> None:
        self._show(None)
        self.left_out += 1
        complain(f"{row.article.title:.60}: left out, as {why}")

    def _show(self, number: int | None) -> None:
        """Show on a terminal how many articles are done; None: nothing any more."""
        if not sys.stderr.isatty():
            return
        if number is None:
            sys.stderr.write("\r\x1b[K")
        elif (now := monotonic()) - self._shown >= _EVERY:
            self._shown = now
            sys.stderr.write(f"\r{number:,} of {len(self.rows):,} articles…")
        sys.stderr.flush()


FORMATS: dict[str, Callable[[Export], Iterator[bytes]]] = {"jsonl": Export.json_lines}
"""What can be written, by name."""


def export(options: argparse.Namespace) -> int:
    """Write articles, or with --all everything a library keeps, to a file or to standard output."""
    if options.all == bool(options.ids):
        raise UsageError("give the ids of articles, or --all", "reader export --help")
    to_file = str(options.output) != "-"
    if not to_file and sys.stdout.isatty():
        raise UsageError("the export would go to the terminal", "name a file with --output, or use a pipe")
    _allow_many_files()
    with Library.open(options.library, create=False) as library:
        for notice in library.notices:
            complain(notice)
        run = Export(library, _chosen(library, options), is_all=options.all)
        parts = FORMATS[options.format](run)
        if to_file:
            write(options.output, parts, force=options.force)
        else:
            sys.stdout.buffer.writelines(parts)
    count = len(run.rows) - run.left_out
    where = f" to {visible(str(options.output))}" if to_file else ""
    sys.stderr.write(f"{count:,} article{'' if count == 1 else 's'} exported{where}\n")
    return PROBLEMS if run.left_out else DONE


def write(path: Path, parts: Iterable[bytes], *, force: bool = False) -> None:
    """Make `path` hold `parts`, durably, gzipped if its name ends with .gz; half of it is never there.

    force: whether it may take the place of a file. Raises Refused.
    """
    path = Path(os.path.realpath(path))
    _refuse_to_harm(path, force)
    temporary = path.with_name(f".{path.name}.{os.getpid()}{durable.TEMPORARY}")
    with durable.refusing(path):
        try:
            with _new(temporary, is_packed=path.suffix.lower() == ".gz") as file:
                file.writelines(parts)
            _refuse_to_harm(path, force)
            os.replace(temporary, path)
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
    if path.exists() and not path.is_file():
        raise Refused(f"{path} is no ordinary file", "name another, or - for standard output")
    if path.exists() and not force:
        raise Refused(f"{path} is there already", "name another file, or give --force")


def _chosen(library: Library, options: argparse.Namespace) -> Sequence[Row]:
    """Return the articles to export, in the order they were added."""
    catalog = library.catalog
    if options.all:
        return catalog.rows
    ids = {catalog.find(id).id for id in ids_in(options.ids)}
    return [row for row in catalog.rows if row.id in ids]


def _line(shape: Document) -> bytes:
    return dumps(shape) + b"\n"


def _allow_many_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < _FILES:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES if hard < 0 else min(_FILES, hard), hard))
