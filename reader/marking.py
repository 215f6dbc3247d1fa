"""The verbs `mark`, `undo` and `redo`: what the keys of the app do to one article, from the shell and to many."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from msgspec import json

from reader.backups import keep_today
from reader.clock import now
from reader.core import changes
from reader.core.catalog import Row
from reader.core.changes import Change, Field
from reader.core.completion import names_in
from reader.core.errors import UsageError
from reader.core.steps import Step, describe
from reader.core.text import visible
from reader.exits import DONE
from reader.library import Library
from reader.output import complain, print_json, print_text, row_shape
from reader.wording import tr

Options = argparse.Namespace

FLAGS = (Field.READ, Field.BOOKMARKED, Field.ARCHIVED, Field.TRASHED)
"""The fields that options of `mark` set (True) and clear (False); the options are stored under these names."""

STDIN = "-"

_STEPS = {
    "undone": ("undone: {what}", "nothing to undo"),
    "done again": ("done again: {what}", "nothing to redo"),
}
"""What is said of a step, and where there is none, by what programs are told."""


def mark(options: Options) -> int:
    """Set and clear the flags and tags of articles, all or none of them; one undo takes all of it back."""
    tags, untags = _tags(options.tag), _tags(options.untag)
    if not (tags or untags or any(getattr(options, flag) is not None for flag in FLAGS)):
        raise UsageError("say what to mark: --read, --bookmark, --archive, --trash, --tag NAME", "reader mark --help")
    with Library.open(options.library, create=False) as library:
        ids = dict.fromkeys(library.catalog.find(id).id for id in ids_in(options.ids))
        with library.exclusive():  # so that a tag which another process gives meanwhile stays
            rows = [row for id in ids if (row := library.catalog.get(id)) is not None]
            flagged = (_flagged(flag, rows, getattr(options, flag), now()) for flag in FLAGS)
            asked = [change for change in (*flagged, changes.retag(rows, tags, untags)) if change.values]
            done = library.apply(*asked)
        keep_today(library, complain)
        marked = [row for id in ids if (row := library.catalog.get(id)) is not None]
    if options.json:
        for row in marked:
            print_json(row_shape(row))
    else:
        print_text("\n".join(describe(*pair) for pair in done.pairs) or tr("Nothing to change"))
    return DONE


def undo(options: Options) -> int:
    """Take the latest changes back, those of the app too."""
    with Library.open(options.library, create=False) as library:
        return _step(options, library, library.history.undo, "undone")


def redo(options: Options) -> int:
    """Do again what was undone last."""
    with Library.open(options.library, create=False) as library:
        return _step(options, library, library.history.redo, "done again")


def _step(options: Options, library: Library, step: Any, done: str) -> int:  # noqa: ANN401
    told, nothing = _STEPS[done]
    for number in range(options.count):
        did: Step = step()
        if not did:
            complain(tr("{nothing} beyond that", nothing=tr(nothing)) if number else tr(nothing))
            break
        if options.json:
            made = (change for change, _ in did.pairs if isinstance(change, Change))
            ids = dict.fromkeys(id for change in made for id, _ in change.values)
            print_json({"outcome": done, "what": did.what, "ids": list(ids)})
        else:
            print_text(tr(told, what=did.what))
    keep_today(library, complain)
    return DONE


def _flagged(field: Field, rows: Iterable[Row], wanted: bool | None, time: datetime) -> Change:
    """Return the change that gives those rows a flag, or takes it from those, that are not so already."""
    differing = (row for row in rows if wanted is not None and (getattr(row.state, field) is not None) != wanted)
    return changes.set_flag(field, differing, time if wanted else None)


def _tags(given: Iterable[str]) -> list[str]:
    """Return tags as options gave them, tidied as in the app."""
    return [" ".join(tag.split()) for text in given for tag in names_in(visible(text)) if tag.strip()]


def ids_in(given: Iterable[str]) -> Iterator[str]:
    """Yield the ids given as arguments; those on standard input for STDIN. Raises UsageError for what has none."""
    for id in given:
        if id == STDIN:
            yield from _ids_of(sys.stdin.buffer)
        else:
            yield visible(id)


def _ids_of(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield the id of each line: its first word, as `reader list` prints it, or that of an object of `--json`."""
    for line in lines:
        if line.lstrip().startswith(b"{"):
            yield _id_of_object(line)
        elif words := line.decode("utf-8", "replace").split(maxsplit=1):
            yield visible(words[0].strip('"'))


def _id_of_object(line: bytes) -> str:
    try:
        return str(json.decode(line)["id"])
    except (ValueError, LookupError, RecursionError):
        told = visible(line.decode("utf-8", "replace").strip())
        raise UsageError(f"{told:.40} has no id", "give what `reader list` prints, with --json or without") from None
