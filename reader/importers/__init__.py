"""Files to drafts: one entry per format in IMPORTERS, one module per format, loaded when a document needs it.

A bad document never raises: it becomes a `Problem`, and the batch goes on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import cast

from reader.core.article import Draft, Problem
from reader.core.text import one_line
from reader.importers import recognise
from reader.importers.files import load

HEAD = 4096
"""Bytes of a document that `pick` looks at."""

Reader = Callable[[bytes, str, datetime | None], Iterator[Draft | Problem]]
"""What an importer's module offers: (original bytes, name safe to show, when captured) -> drafts and problems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One format.

    name: in words. loader: "module:function" of its Reader, imported on use.
    accepts: whether a document with this head and name is of the format; cheap.
    """

    name: str
    loader: str
    accepts: Callable[[bytes, str], bool]

    def read(self, data: bytes, name: str, captured: datetime | None) -> Iterator[Draft | Problem]:
        """Yield what the document holds."""
        module, _, function = self.loader.partition(":")
        reader = cast(Reader, getattr(import_module(module), function))
        return reader(data, name, captured)


IMPORTERS: tuple[Importer, ...] = (
    Importer(name="page text", loader="reader.importers.pagetext:read", accepts=recognise.is_page_text),
)
"""Every format, the more particular first."""


def pick(head: bytes, name: str) -> Importer | None:
    """Return the importer for a document that starts with `head` and is called `name`, None when no format fits."""
    return next((importer for importer in IMPORTERS if importer.accepts(head, name)), None)


def read(path: Path) -> Iterator[Draft | Problem]:
    """Yield what the file at `path` holds; its modification time stands in for when it was captured."""
    loaded = load(path)
    if isinstance(loaded, Problem):
        yield loaded
    else:
        yield from read_bytes(loaded.data, str(path), loaded.modified)


def read_bytes(data: bytes, name: str, captured: datetime | None) -> Iterator[Draft | Problem]:
    """Yield what a document held in memory holds; `name` is "-" for standard input. Drafts carry `one_line(name)`."""
    head = data[:HEAD]
    importer = pick(head, name)
    if importer is None:
        yield recognise.refusal(head, name)
    else:
        yield from importer.read(data, one_line(name), captured)
