"""Commands that mark the article at hand, or take it somewhere else."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from reader.core import changes
from reader.core.article import Label
from reader.core.changes import Field, RuleChange, SearchChange
from reader.ui import looking
from reader.ui.messages import ChangeAsked, LibraryChanged, Opened, Said, SearchKept

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen


def toggle(field: Field) -> Callable[["MainScreen"], None]:
    """Return the command that sets a flag of the article at hand, or clears it."""

    def perform(screen: "MainScreen") -> None:
        if (row := screen.row_at_hand) is not None:
            if field in (Field.ARCHIVED, Field.TRASHED):
                looking.pin(screen, None)
            screen.post_message(ChangeAsked(changes.toggle(field, [row], screen.clock())))

    return perform


def undo(screen: "MainScreen") -> None:
    """Take the last change back."""
    _step(screen, "undo", "Nothing to undo", "Undone")


def redo(screen: "MainScreen") -> None:
    """Do again what was undone last."""
    _step(screen, "redo", "Nothing to redo", "Done again")


def _step(screen: "MainScreen", method: str, nothing: str, done: str) -> None:
    library = screen.library
    if library is None:
        return

    def work(_: Callable[[], bool]) -> Said | LibraryChanged | SearchKept:
        did = getattr(library.history, method)()
        if not did:
            return Said(nothing)
        note = f"{done}: {changes.told(did)}"
        if isinstance(did[0], SearchChange):
            return SearchKept(note, did[0].search)
        texts = any(isinstance(change, RuleChange) for change in did)
        return LibraryChanged(note, back_to=did[0].at, texts=texts)

    screen.jobs.queue("write", work)


def tags(screen: "MainScreen") -> None:
    """Ask for the tags of the article at hand."""
    if (row := screen.row_at_hand) is not None:
        screen.prompted_for = row
        screen.status.ask("tags", "Tags, separated by commas: ", ", ".join(row.state.tags))


def set_tags(screen: "MainScreen", text: str) -> None:
    """Give the article that was asked about the tags typed."""
    if (row := screen.prompted_for) is not None:
        screen.post_message(ChangeAsked(changes.set_tags(row, changes.tags_in(text))))


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
    reason = section.why or ("It reads like the article." if not is_clutter else "It does not read like the article.")
    verb = "shows it as article" if is_clutter else "hides this paragraph"
    _say_why(screen, opened, asked, f"x again {verb} · {section.label.value}: {reason}")


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
        alone = "" if isinstance(change, RuleChange) else ", on this page only"
        return LibraryChanged(f"{changes.describe(change)}{alone} · u undoes", texts=not alone)

    screen.jobs.queue("write", work)


def open_link(screen: "MainScreen") -> None:
    """Open the article's address in the browser: only web addresses, and never through a shell."""
    row = screen.row_at_hand
    url = row.article.url if row else None
    if not url:
        screen.status.say("No link is known for this article")
        return
    if urlsplit(url).scheme not in ("http", "https"):
        screen.status.say("Not a web address; it was not opened", warning=True)
        return

    def work(_: Callable[[], bool]) -> Said:
        import webbrowser

        return Said("Opened in the browser" if webbrowser.open(url) else "No browser could be started")

    screen.jobs.queue("browser", work)


def copy_link(screen: "MainScreen") -> None:
    """Copy the article's address."""
    row = screen.row_at_hand
    if row is None or not row.article.url:
        screen.status.say("No link is known for this article")
        return
    screen.app.copy_to_clipboard(row.article.url)
    screen.status.say("Link copied")


def copy_text(screen: "MainScreen") -> None:
    """Copy the selection, else the whole article without its clutter, unwrapped."""
    selected = screen.get_selected_text()
    opened = screen.article.opened
    if selected:
        screen.app.copy_to_clipboard(selected)
        screen.status.say("Selection copied")
    elif opened is not None:
        from reader.layout.plain import plain_text

        screen.app.copy_to_clipboard(plain_text(opened.row.article, opened.body, clutter=False))
        screen.status.say("Article copied")
