"""The verbs `trash` and `backups`: what the library keeps until it is emptied, and in case it is lost."""

import argparse
import sys
from datetime import date
from pathlib import Path

from reader.backups import Restored, keep_today, restore
from reader.core.errors import LibraryError, NotFound, UsageError
from reader.core.query import Query, Shelf
from reader.core.text import one_line
from reader.exits import DONE, PROBLEMS
from reader.layout.facts import counted
from reader.library import Library
from reader.output import complain, print_json, print_text, row_line, row_shape
from reader.store.backups import Backups, about, read
from reader.trash import empty, in_trash

Options = argparse.Namespace

_NAMED = 20  # articles that are gone which a restore names to people; a program is told all


def trash(options: Options) -> int:
    """List what is in the trash, or remove it for good. UsageError, LibraryError."""
    if (options.yes or options.dry_run) and not options.empty:
        raise UsageError("--yes and --dry-run go with --empty", "reader trash --help")
    with Library.open(options.library, create=False) as library:
        if options.empty:
            return _empty(library, options)
        for row in library.view(Query(shelf=Shelf.TRASHED)).rows:
            print_json(row_shape(row)) if options.json else print_text(row_line(row))
    return DONE


def backups(options: Options) -> int:
    """List the backups there are, or bring back what one of them holds. UsageError, NotFound, LibraryError."""
    if options.dry_run and not options.restore:
        raise UsageError("--dry-run goes with --restore", "reader backups --help")
    if not options.restore:
        return _list_backups(options)
    contents = read(_named(options.library, options.restore))
    with Library.open(options.library, create=False) as library:
        restored = restore(library, contents, dry_run=options.dry_run)
        if not options.dry_run:
            keep_today(library, complain)
    if options.json:
        print_json({**restored._asdict(), "dry_run": options.dry_run})
    else:
        _tell(restored, "would be restored" if options.dry_run else "restored")
    return DONE


def _empty(library: Library, options: Options) -> int:
    ids = in_trash(library)
    if options.dry_run:
        _say(len(ids), 0, f"{counted(len(ids), 'article')} would be removed for good", as_json=options.json)
        return DONE
    if ids and not options.yes and not _agreed(len(ids)):
        _say(len(ids), 0, "nothing was removed", as_json=options.json)
        return DONE
    removed = 0
    for done in empty(library, ids):
        removed = done.removed
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{done.left:,} to go" if done.left else "\r\x1b[K")
    _say(len(ids), removed, f"{counted(removed, 'article')} removed for good", as_json=options.json)
    keep_today(library, complain)
    return DONE


def _agreed(count: int) -> bool:
    """Ask whether so many articles are to be removed. UsageError where nobody can answer."""
    if not sys.stdin.isatty():
        what = f"{counted(count, 'article')} would be removed for good, which nothing takes back"
        raise UsageError(what, "give --yes to do so without being asked")
    sys.stderr.write(f"Remove {counted(count, 'article')} for good? Type yes: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() == "yes"


def _say(there: int, removed: int, told: str, *, as_json: bool) -> None:
    print_json({"in_trash": there, "removed": removed}) if as_json else print_text(told)


def _list_backups(options: Options) -> int:
    code = DONE
    for day, path in Backups(options.library).days().items():
        try:
            held = about(path)
        except LibraryError as error:
            complain(str(error))
            code = PROBLEMS
            continue
        size = path.stat().st_size
        if options.json:
            shape = {"date": day.isoformat(), "states": held.states, "rules": held.rules, "searches": held.searches}
            print_json(shape | {"bytes": size, "path": str(path)})
        else:
            print_text(f"{day.isoformat()}  {_counts(held.states, held.rules, held.searches)}  ({size / 1000:,.0f} kB)")
    return code


def _named(library: Path, name: str) -> Path:
    """Return the backup of a date, or the file of that name. NotFound."""
    try:
        day = date.fromisoformat(name)
    except ValueError:
        return Path(name)
    path = Backups(library).days().get(day)
    if path is None:
        raise NotFound(f"there is no backup of {name}", "`reader backups` lists those there are")
    return path


def _tell(restored: Restored, told: str) -> None:
    print_text(f"{told}: {_counts(restored.articles, restored.rules, restored.searches, 'article')}")
    if gone := restored.gone:
        print_text(f"no longer in the library: {counted(len(gone), 'article')}")
        for title in gone[:_NAMED]:
            print_text(f"  {one_line(title)}")
        if len(gone) > _NAMED:
            print_text(f"  and {len(gone) - _NAMED:,} more (--json names all)")


def _counts(states: int, rules: int, searches: int, states_of: str = "state") -> str:
    told = [counted(count, noun) for count, noun in ((states, states_of), (rules, "rule")) if count]
    if searches:
        told.append("1 saved search" if searches == 1 else f"{searches:,} saved searches")
    return ", ".join(told) or counted(0, states_of)
