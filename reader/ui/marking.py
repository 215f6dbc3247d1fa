"""Commands that mark the article at hand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.core import changes
from reader.core.article import Label, Section
from reader.core.changes import Field, RuleChange, SearchChange
from reader.core.steps import Step, describe
from reader.ui import looking
from reader.ui.messages import ChangeAsked, LibraryChanged, Opened, Said, SearchKept
from reader.ui.selecting import as_they_are, rows_at_hand
from reader.wording import retold, tr

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen


_LEAVING = (Field.ARCHIVED, Field.TRASHED)
"""What makes an article leave the list: a key held down must not take back what it just did to the one still there."""

MANY = 20_000
"""Articles whose change takes more than a second; it is one write, and is taken back as a whole."""


def toggle(field: Field) -> Callable[["MainScreen"], None]:
    """Return the command that sets a flag of the articles at hand, or clears it when all have it."""

    def perform(screen: "MainScreen") -> None:
        if rows := rows_at_hand(screen):
            if field in _LEAVING:
                looking.pin(screen, None)
            if len(rows) > MANY:
                screen.status.say(tr("Changing {count:,} articles…", count=len(rows)))
            now, seen = screen.clock(), rows if field in _LEAVING else ()
            screen.post_message(
                ChangeAsked(lambda catalog: changes.toggle(field, as_they_are(rows, catalog), now, seen))
            )

    return perform


def undo(screen: "MainScreen") -> None:
    """Take the last change back."""
    _step(screen, "undo", tr("Nothing to undo"), "Undone: {what}")


def redo(screen: "MainScreen") -> None:
    """Do again what was undone last."""
    _step(screen, "redo", tr("Nothing to redo"), "Done again: {what}")


def _step(screen: "MainScreen", method: str, nothing: str, done: str) -> None:
    library = screen.library
    if library is None:
        return

    def work(_: Callable[[], bool]) -> Said | LibraryChanged | SearchKept:
        step: Step = getattr(library.history, method)()
        if not step:
            return Said(nothing)
        note, first = tr(done, what=step.what), step.pairs[0][0]
        if isinstance(first, SearchChange):
            return SearchKept(note, first.search)
        texts = any(isinstance(change, RuleChange) for change, _ in step.pairs)
        return LibraryChanged(note, back_to=first.at, texts=texts)

    screen.jobs.queue("write", work)


class Asked(Struct, frozen=True):
    """The paragraph or section whose reason was shown last: asking again marks it the other way."""

    id: str
    start: int
    stop: int
    label: Label


def why(screen: "MainScreen") -> None:
    """Say why the section or paragraph at hand is hidden or shown; the second time, mark it the other way."""
    opened, line = screen.article.opened, screen.article.line
    if opened is None or line is None or not opened.body.sections:
        return
    section = opened.body.sections[opened.body.section_of(line.block)]
    is_clutter = section.label.is_clutter
    start, stop = (section.start, section.stop) if is_clutter else (line.block, line.block + 1)
    asked = Asked(opened.row.id, start, stop, Label.CONTENT if is_clutter else Label.OTHER)
    if screen.asked_why == asked:
        screen.asked_why = None
        _flip(screen, opened, asked)
        return
    screen.asked_why = asked
    _say_why(screen, opened, asked, _reason(section))


def _reason(section: Section) -> str:
    """Return what asking again does, and why a section is what it is."""
    label, reason = tr(section.label.value), retold(section.why)
    if section.label.is_clutter:
        reason = reason or tr("It does not read like the article.")
        return tr("x again shows it as article · {label}: {reason}", label=label, reason=reason)
    reason = reason or tr("It reads like the article.")
    return tr("x again hides this paragraph · {label}: {reason}", label=label, reason=reason)


def _say_why(screen: "MainScreen", opened: Opened, asked: Asked, reason: str) -> None:
    """Say the reason, and on how many other pages of the source the same stands."""
    if (library := screen.library) is None:
        return

    def work(_: Callable[[], bool]) -> Said:
        seen = library.sources.why(opened.row.article, opened.body, asked.start, asked.stop)
        return Said(f"{reason} · {seen}" if seen else reason)

    screen.jobs.queue("write", work)


def _flip(screen: "MainScreen", opened: Opened, asked: Asked) -> None:
    """Mark blocks the other way: on all pages of the source, or on this page alone when it names no source."""
    if (library := screen.library) is None:
        return

    def work(_: Callable[[], bool]) -> LibraryChanged | None:
        row = library.catalog.find(opened.row.id)
        change = library.sources.flip(row, opened.body, asked.start, asked.stop, asked.label)
        if not library.apply(change):
            return None
        alone = "" if isinstance(change, RuleChange) else tr(", on this page only")
        what = f"{describe(change)}{alone}"
        return LibraryChanged(tr("{what} · u undoes", what=what), texts=not alone)

    screen.jobs.queue("write", work)
