"""Backups of what cannot be added again, kept by themselves, and getting it back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from reader.clock import now
from reader.core.catalog import Catalog
from reader.core.changes import RuleChange, SearchChange, giving
from reader.core.errors import LibraryError
from reader.core.marks import without_capitals
from reader.core.state import ReadingState
from reader.library import Library
from reader.store.backups import Backups, Contents, Kept
from reader.wording import tr

_UNREAD = ReadingState()


class Restored(NamedTuple):
    """What restoring changes: how many articles, rules and saved searches. gone: titles of articles that are gone."""

    articles: int
    rules: int
    searches: int
    gone: tuple[str, ...]


def keep(library: Library, today: date, cancelled: Callable[[], bool] = lambda: False) -> Path | None:
    """Keep a backup of today, if there is none and something has changed; return it. Raises LibraryError.

    Costs a look at some files' names and times when none is due.
    """
    backups = Backups(library.folder)
    if not backups.is_due(today):
        return None
    changed = backups.changed()
    library.refresh()
    return backups.keep(today, contents(library), changed, cancelled)


def keep_today(library: Library, complain: Callable[[str], object]) -> None:
    """Keep a backup if one is due, at the end of a change; should that fail, the change stands, and a line says so."""
    try:
        keep(library, now().date())
    except LibraryError as error:
        complain(tr("no backup was made: {reason}", reason=error))


def contents(library: Library) -> Contents:
    """Return what a backup of a library holds. Raises LibraryError."""
    return Contents(
        states=[Kept(row.id, row.article.title, row.state) for row in library.catalog.rows if row.state != _UNREAD],
        rules=[rule for learned in library.sources.all() for rule in learned.rules],
        searches=library.searches.saved(),
    )


def restore(library: Library, contents: Contents, *, dry_run: bool = False) -> Restored:
    """Give articles the states that a backup has of them, and bring its rules and saved searches back: one change.

    Articles without a state in the backup keep theirs, but for marks of capital letters that the backup has elsewhere;
    rules and saved searches that it does not know stay.
    dry_run: only say what would be changed. LibraryError.
    """
    library.refresh()
    states = {kept.id: kept.state for kept in contents.states}
    changes = tuple(giving(_with_one_of_each_capital(states, library.catalog), library.catalog))
    known = {rule.id for learned in library.sources.all() for rule in learned.rules}
    rules = tuple(rule for rule in contents.rules if rule.id not in known)
    saved = library.searches.saved()
    searches = [(slot, search) for slot, search in contents.searches.items() if saved.get(slot) != search]
    if not dry_run:
        rest = [RuleChange(added=rules)] if rules else []
        library.apply(*changes, *rest, *(SearchChange(slot=slot, search=search) for slot, search in searches))
    return Restored(
        articles=len({id for change in changes for id, _ in change.values}),
        rules=len(rules),
        searches=len(searches),
        gone=tuple(kept.title for kept in contents.states if library.catalog.get(kept.id) is None),
    )


def _with_one_of_each_capital(states: dict[str, ReadingState], catalog: Catalog) -> dict[str, ReadingState]:
    """Return states by id, and those of other articles with marks, without the capital letters that `states` have."""
    marks = [mark for id, state in states.items() if catalog.get(id) is not None for mark in state.marks]
    taken = {mark.letter for mark in marks if mark.letter.isupper()}
    others = (row for row in catalog.rows if row.state.marks and row.id not in states)
    return states | {row.id: replace(row.state, marks=without_capitals(row.state.marks, taken)) for row in others}
