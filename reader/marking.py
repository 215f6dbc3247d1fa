"""The verbs `mark`, `undo` and `redo`: what the keys of the app do to one article, from the shell and to many."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from msgspec import json

from reader.backups import keep_today
from reader.clock import now
from reader.core import changes
from reader.core.catalog import Row
from reader.core.changes import AnyChange, Change, Field
from reader.core.errors import UsageError
from reader.core.text import visible
from reader.exits import DONE
from reader.library import Library
from reader.output import complain, print_json, print_text, row_shape

Options = argparse.Namespace

FLAGS = (Field.READ, Field.BOOKMARKED, Field.ARCHIVED, Field.TRASHED)
"""The fields that options of `mark` set (True) and clear (False); the options are stored under these names."""

STDIN = "-"


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
            asked = [change for change in (*flagged, _tagged(rows, tags, untags)) if change.values]
            library.apply(*asked)
        keep_today(library, complain)
        marked = [row for id in ids if (row := library.catalog.get(id)) is not None]
    if options.json:
        for row in marked:
            print_json(row_shape(row))
    else:
        print_text("\n".join(map(changes.describe, asked)) or "Nothing to change")
    return DONE


def undo(options: Options) -> int:
    """Take the latest changes back, those of the app too."""
    with Library.open(options.library, create=False) as library:
        return _step(options, library, library.history.undo, "undone", "nothing to undo")


def redo(options: Options) -> int:
    """Do again what was undone last."""
    with Library.open(options.library, create=False) as library:
        return _step(options, library, library.history.redo, "done again", "nothing to redo")


def _step(options: Options, library: Library, step: Any, done: str, nothing: str) -> int:  # noqa: ANN401
    for number in range(options.count):
        did: tuple[AnyChange, ...] = step()
        if not did:
            complain(nothing if not number else f"{nothing} beyond that")
            break
        told = changes.told(did)
        if options.json:
            ids = dict.fromkeys(id for change in did if isinstance(change, Change) for id, _ in change.values)
            print_json({"outcome": done, "what": told, "ids": list(ids)})
        else:
            print_text(f"{done}: {told}")
    keep_today(library, complain)
    return DONE


def _flagged(field: Field, rows: Iterable[Row], wanted: bool | None, time: datetime) -> Change:
    """Return the change that gives those rows a flag, or takes it from those, that are not so already."""
    differing = (row for row in rows if wanted is not None and (getattr(row.state, field) is not None) != wanted)
    return changes.set_flag(field, differing, time if wanted else None)


def _tagged(rows: Iterable[Row], tags: Sequence[str], untags: Sequence[str]) -> Change:
    """Return the change that adds and takes away tags, of the rows that have them otherwise."""
    each = ((row, changes.set_tags(row, {*row.state.tags, *tags} - {*untags})) for row in rows)
    values = (value for row, change in each for value in change.values if value[1] != row.state.tags)
    return Change(field=Field.TAGS, values=tuple(values))


def _tags(given: Iterable[str]) -> list[str]:
    """Return tags as options gave them, tidied as in the app."""
    return [" ".join(tag.split()) for text in given for tag in changes.tags_in(visible(text)) if tag.strip()]


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
