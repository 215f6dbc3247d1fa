"""Files to drafts: one entry per format in IMPORTERS, one module per format, loaded when a document needs it.

A bad document never raises: it becomes a `Problem`, and the batch goes on.
"""

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import Struct

from reader.core.article import Problem
from reader.core.exports import Found
from reader.core.text import one_line
from reader.importers import recognise
from reader.importers.files import MAX_BYTES, opened, too_large, unreadable

HEAD = 4096
"""Bytes of a document that `pick` looks at."""

_ROOM = 1 << 16
"""Bytes to read at least. Asking for all that may be there makes room for all that may be there, at each file."""

Reader = Callable[[bytes, str, datetime | None], Iterator[Found]]
"""What an importer's module offers: (original bytes, name safe to show, when captured) -> drafts and problems."""

Streamer = Callable[[bytes, BinaryIO, str], Iterator[Found]]
"""The same for a format of any size: (first bytes, the file behind them, name safe to show) -> what it holds."""


class Importer(Struct, frozen=True, kw_only=True):
    """One format.

    name: in words. loader: "module:function" of its Reader, imported on use.
    accepts: whether a document with this head and name is of the format; cheap.
    streams: whether its loader is a Streamer.
    """

    name: str
    loader: str
    accepts: Callable[[bytes, str], bool]
    streams: bool = False

    def read(self, head: bytes, file: BinaryIO, name: str, captured: datetime | None) -> Iterator[Found]:
        """Yield what the document holds: `head`, and what `file` has behind it. Raises OSError."""
        module, _, function = self.loader.partition(":")
        loaded = getattr(import_module(module), function)
        shown = one_line(name)
        if self.streams:
            yield from cast(Streamer, loaded)(head, file, shown)
            return
        data = head
        while len(data) <= MAX_BYTES and (more := file.read(max(_ROOM, len(data)))):
            data += more
        if len(data) > MAX_BYTES:
            yield too_large(name)
        else:
            yield from cast(Reader, loaded)(data, shown, captured)


IMPORTERS: tuple[Importer, ...] = (
    Importer(
        name="export of a library",
        loader="reader.importers.exported:read",
        accepts=recognise.is_export,
        streams=True,
    ),
    Importer(name="page text", loader="reader.importers.pagetext:read", accepts=recognise.is_page_text),
)
"""Every format, the more particular first."""


def pick(head: bytes, name: str) -> Importer | None:
    """Return the importer for a document that starts with `head` and is called `name`, None when no format fits."""
    return next((importer for importer in IMPORTERS if importer.accepts(head, name)), None)


def read(path: Path) -> Iterator[Found]:
    """Yield what the file at `path` holds; its modification time stands in for when it was captured."""
    found = opened(path)
    if isinstance(found, Problem):
        yield found
        return
    with found.file:
        yield from read_stream(found.file, str(path), found.modified)


def read_stream(file: BinaryIO, name: str, captured: datetime | None = None) -> Iterator[Found]:
    """Yield what an open file holds from where it stands; `name` is "-" for standard input.

    What is found carries `one_line(name)`.
    """
    try:
        head = file.read(HEAD)
        importer = pick(head, name)
        if importer is None:
            yield recognise.refusal(head, name)
        else:
            yield from importer.read(head, file, name, captured)
    except OSError as error:
        yield unreadable(name, error)


def read_bytes(data: bytes, name: str, captured: datetime | None) -> Iterator[Found]:
    """Yield what a document held in memory holds."""
    return read_stream(io.BytesIO(data), name, captured)
