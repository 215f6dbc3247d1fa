"""The verb `export`: a library, or some articles of it, as files for people and for programs."""

import argparse
import os
import resource
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic

from reader.clock import now
from reader.core.catalog import Row
from reader.core.errors import UsageError
from reader.core.query import Query
from reader.core.query_language import parse
from reader.core.text import visible
from reader.exits import DONE, PROBLEMS
from reader.formats.files import NOTES, format_of
from reader.library import Library
from reader.marking import ids_in
from reader.outgoing import LOSSLESS, Export, write
from reader.output import complain
from reader.texts import FOUND_AT_MOST
from reader.wording import retold, tr, trn

_FILES = 1024
"""Descriptors that reading all texts needs, at most; some systems give 256 unless asked."""

_EVERY = 0.1
"""Seconds between two reports of progress."""

_STDOUT = "-"


def export(options: argparse.Namespace) -> int:
    """Write articles, or with --all everything a library keeps, to files or to standard output."""
    if options.all == bool(options.ids or options.query):
        raise UsageError("give the ids of articles, or --query, or --all", "reader export --help")
    to_file = options.output != _STDOUT
    if not to_file and sys.stdout.isatty():
        raise UsageError("the export would go to the terminal", "name a file with --output, or use a pipe")
    format = options.format or format_of(options.output) or LOSSLESS
    is_folder = _is_folder(options.output)
    if is_folder and format == LOSSLESS:
        raise UsageError("jsonl makes one file of all articles", "name a file, or choose another --format for a folder")
    _allow_many_files()
    with Library.open(options.library, create=False) as library:
        for notice in library.notices:
            complain(retold(notice))
        rows = _chosen(library, options, is_lossless=format == LOSSLESS)
        if format == NOTES:
            rows = [row for row in rows if row.state.highlights]
        progress = _Progress(len(rows))
        run = Export(library, rows, is_all=options.all, at=progress.show, leaving_out=progress.leave_out)
        if is_folder:
            run.write_each(Path(options.output), format, clutter=options.clutter, now=now(), force=options.force)
        else:
            parts = run.parts(format, clutter=options.clutter, now=now())
            if to_file:
                write(Path(options.output), parts, force=options.force)
            else:
                sys.stdout.buffer.writelines(parts)
    count = len(run.rows) - run.left_out
    told = trn("{count} article exported", "{count} articles exported", count)
    if to_file:
        one, many = "{count} article exported to {path}", "{count} articles exported to {path}"
        told = trn(one, many, count, path=visible(options.output))
    sys.stderr.write(f"{told}\n")
    return PROBLEMS if run.left_out else DONE


class _Progress:
    """Tells on standard error how far an export has come, and what is left out of it."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._shown = 0.0

    def show(self, number: int | None) -> None:
        """Show on a terminal how many articles are done; None: nothing any more."""
        if not sys.stderr.isatty():
            return
        if number is None:
            sys.stderr.write("\r\x1b[K")
        elif (now := monotonic()) - self._shown >= _EVERY:
            self._shown = now
            sys.stderr.write("\r" + tr("{count:,} of {total:,} articles…", count=number, total=self._total))
        sys.stderr.flush()

    def leave_out(self, row: Row, why: str) -> None:
        """Tell that an article is left out."""
        self.show(None)
        complain(tr("{title:.60}: left out, as {why}", title=row.article.title, why=retold(why)))


def _chosen(library: Library, options: argparse.Namespace, *, is_lossless: bool) -> Sequence[Row]:
    """Return the articles to export, in the order they were added: of all, those in the trash only without loss."""
    catalog = library.catalog
    if options.all:
        return catalog.rows if is_lossless else [row for row in catalog.rows if row.state.trashed is None]
    ids = {catalog.find(id).id for id in ids_in(options.ids)}
    if options.query:
        library.prepare_search()
    for query in map(visible, options.query):
        understood = parse(query, now().date())
        for hint in understood.hints:
            complain(hint)
        found = library.view(Query(text=query)).rows
        if understood.in_text and len(found) >= FOUND_AT_MOST:
            told = "{query}: only the newest {count} that are found in their texts are exported"
            complain(tr(told, query=query, count=FOUND_AT_MOST))
        ids |= {row.id for row in found}
    return [row for row in catalog.rows if row.id in ids]


def _is_folder(output: str) -> bool:
    return output.endswith(os.sep) or os.path.isdir(output)


def _allow_many_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < _FILES:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES if hard < 0 else min(_FILES, hard), hard))
