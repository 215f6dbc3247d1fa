"""Exporting articles from inside the app: the file's ending says in which format; with progress, off the event loop."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from reader.core.article import Body
from reader.core.catalog import Row
from reader.core.errors import ReaderError
from reader.ui.messages import Said
from reader.ui.selecting import rows_at_hand
from reader.wording import tr, trn

if TYPE_CHECKING:
    from reader.library import Library
    from reader.ui.screen import MainScreen

KIND = "export"
"""The kind of this work among the jobs, and of its question."""

ENDINGS = (".md", ".html", ".txt", ".epub", ".jsonl")
"""What is offered: Markdown, HTML, plain text, a book, and JSON Lines, which `reader add` takes in."""

_IN_FOLDER = "markdown"  # the format of files in a folder, which has no ending that says it
_EVERY = 0.2  # seconds between two reports of progress


class _Stopped(ReaderError):
    """The reader pressed Esc."""


def ask(screen: "MainScreen") -> None:
    """Ask which file the articles at hand are to be written to."""
    rows = rows_at_hand(screen)
    if not rows:
        screen.status.say(tr("Nothing to export here"))
        return
    ask_where(screen, rows, _name(rows), ENDINGS)


def ask_where(screen: "MainScreen", rows: Sequence[Row], name: str, endings: Sequence[str]) -> None:
    """Ask which file articles are to be written to: one of that name, by the first of some endings, is proposed."""
    screen.prompted_for = tuple(rows)
    path = f"{screen.taking_out.folder}/{name}"
    question = tr("Export to ({endings}): ", endings=" ".join(endings))
    screen.status.ask(KIND, question, path + endings[0], [path + ending for ending in endings[1:]])


def _name(rows: Sequence[Row]) -> str:
    from reader.formats.elements import Document
    from reader.formats.naming import file_name

    if len(rows) > 1:
        return tr("{count} articles", count=len(rows))
    return file_name(Document(article=rows[0].article, body=Body(blocks=(), sections=())), "")


def export(screen: "MainScreen", text: str) -> None:
    """Write the articles that were asked about to the file named, or one file of each into a folder."""
    library, rows = screen.library, screen.prompted_for
    if library is None or not rows or not text.strip():
        return
    path = Path(os.path.expanduser(text.strip()))
    is_folder = text.strip().endswith("/") or os.path.isdir(path)
    format = _IN_FOLDER if is_folder else _format_of(path)
    if format is None:
        endings = " ".join(ENDINGS)
        screen.status.say(tr("The ending of the file says the format: {endings}", endings=endings), warning=True)
        return
    screen.taking_out.folder = text.strip().rstrip("/") if is_folder else str(Path(text.strip()).parent)
    screen.status.say(tr("Exporting…"))
    screen.jobs.latest(KIND, _work(screen, library, rows, path, format, is_folder=is_folder))


def _format_of(path: Path) -> str | None:
    from reader.formats.files import format_of
    from reader.outgoing import LOSSLESS

    is_lossless = path.name.lower().removesuffix(".gz").endswith(ENDINGS[-1])
    return LOSSLESS if is_lossless else format_of(path.name)


def _work(
    screen: "MainScreen", library: "Library", rows: Sequence[Row], path: Path, format: str, *, is_folder: bool
) -> Callable[[Callable[[], bool]], Said]:
    """Return the work of writing articles to a file, or a file of each into a folder."""

    def work(cancelled: Callable[[], bool]) -> Said:
        from reader.outgoing import Export, write

        reasons: list[str] = []
        shown = monotonic()

        def at(number: int | None) -> None:
            nonlocal shown
            if cancelled():
                raise _Stopped(tr("Export stopped"))
            if number is not None and monotonic() > shown + _EVERY:
                shown = monotonic()
                told = tr("Exporting… {count} of {total} · Esc stops", count=f"{number:,}", total=f"{len(rows):,}")
                screen.jobs.tell(Said(told))

        export = Export(library, rows, at=at, leaving_out=lambda row, why: reasons.append(why))
        where = str(path).replace(f"{Path.home()}/", "~/", 1)
        if os.path.isfile(path):
            return Said(tr("{path} is there already: name another file", path=where), warning=True)
        if is_folder:
            export.write_each(path, format, clutter=False, now=screen.clock(), force=False)
        else:
            write(path, export.parts(format, clutter=False, now=screen.clock()))
        count = len(rows) - export.left_out
        told = trn("1 article exported to {path}", "{count} articles exported to {path}", count, path=where)
        return Said(f"{told} · {reasons[0]}", warning=True) if reasons else Said(told)

    return work


def stop(screen: "MainScreen") -> None:
    """Stop exporting; a file that is half written is not left."""
    screen.jobs.cancel(KIND)
    screen.status.say(tr("Export stopped"))
