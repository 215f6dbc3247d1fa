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
from reader.library import Library
from reader.output import complain, print_json, print_text, row_line, row_shape
from reader.store.backups import Backups, about, read
from reader.trash import AGREED, empty, in_trash
from reader.wording import tr, trn

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
        _tell(restored, "would be restored: {what}" if options.dry_run else "restored: {what}")
    return DONE


def _empty(library: Library, options: Options) -> int:
    ids = in_trash(library)
    if options.dry_run:
        _say(len(ids), 0, _would_be_removed(len(ids)), as_json=options.json)
        return DONE
    if ids and not options.yes and not _agreed(len(ids)):
        _say(len(ids), 0, tr("nothing was removed"), as_json=options.json)
        return DONE
    removed = 0
    for done in empty(library, ids):
        removed = done.removed
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K" + (tr("{count:,} to go", count=done.left) if done.left else ""))
    told = trn("{count} article removed for good", "{count} articles removed for good", removed)
    _say(len(ids), removed, told, as_json=options.json)
    keep_today(library, complain)
    return DONE


def _agreed(count: int) -> bool:
    """Ask whether so many articles are to be removed. UsageError where nobody can answer."""
    if not sys.stdin.isatty():
        what = tr("{what}, which nothing takes back", what=_would_be_removed(count))
        raise UsageError(what, "give --yes to do so without being asked")
    question = trn("Remove {count} article for good? Type yes: ", "Remove {count} articles for good? Type yes: ", count)
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in AGREED


def _would_be_removed(count: int) -> str:
    return trn("{count} article would be removed for good", "{count} articles would be removed for good", count)


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
            states = trn("{count} state", "{count} states", held.states)
            told = _counts(states if held.states else "", held.rules, held.searches) or states
            print_text(f"{day.isoformat()}  {told}  ({size / 1000:,.0f} kB)")
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
    articles = trn("{count} article", "{count} articles", restored.articles)
    what = _counts(articles if restored.articles else "", restored.rules, restored.searches)
    print_text(tr(told, what=what or articles))
    if gone := restored.gone:
        print_text(tr("no longer in the library: {what}", what=trn("{count} article", "{count} articles", len(gone))))
        for title in gone[:_NAMED]:
            print_text(f"  {one_line(title)}")
        if len(gone) > _NAMED:
            print_text(tr("  and {count:,} more (--json names all)", count=len(gone) - _NAMED))


def _counts(states: str, rules: int, searches: int) -> str:
    """Return what a backup holds or brought back; states: in words, empty for none."""
    told = [states] if states else []
    told += [trn("{count} rule", "{count} rules", rules)] if rules else []
    told += [trn("{count} saved search", "{count} saved searches", searches)] if searches else []
    return tr(", ").join(told)
