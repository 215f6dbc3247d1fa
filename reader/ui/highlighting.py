"""Commands that highlight and note, and keep what is highlighted on the page up to date."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reader.core.article import Body
from reader.core.changes import Change, Field
from reader.core.highlights import COLOURS, Placed, annotated, colour_named, highlighted, recoloured, without
from reader.core.passages import Passage
from reader.core.state import Highlight
from reader.ui import in_article, passages, placing
from reader.ui.messages import LibraryChanged, Opened
from reader.ui.page_marks import PageMarks, shows
from reader.ui.receiving import receive
from reader.ui.units import Ground
from reader.wording import tr

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen

COLOUR, NOTE = "colour", "note"
"""Purposes of questions."""

Alter = Callable[[tuple[Placed, ...], datetime], tuple[Highlight, ...]]
"""(the highlights of an article and where they stand, the time now) -> the highlights it is to have."""


class Target(Struct, frozen=True, kw_only=True):
    """What a highlighting command is about: a highlight that there is, or a passage that is to be one."""

    opened: Opened
    passage: Passage
    highlight: Highlight | None = None


class Highlighting(Struct, kw_only=True):
    """What highlighting commands remember.

    colour: the last one used. asked: what the question in the status line is about. coming: what was highlighted last,
    until it is known where it stands. awaited: the id of an article and when the highlight was made that is to be gone
    to as soon as that is known.
    """

    colour: str = COLOURS[0]
    asked: Target | None = None
    coming: Target | None = None
    awaited: tuple[str, datetime] | None = None


class HighlightsPlaced(Struct, frozen=True, kw_only=True):
    """Where the highlights of the article `id` stand in a text."""

    id: str
    body: Body
    placed: tuple[Placed, ...]


def toggle(screen: "MainScreen") -> None:
    """Highlight the passage chosen, else the paragraph at hand; on a highlight with nothing chosen, take it away."""
    target = _at_hand(screen)
    if target is None:
        return
    if target.highlight is not None:
        made = target.highlight.made
        _change(screen, target, lambda placed, _: without(_all(placed), made), tr("Highlight removed"))
    elif target is screen.highlighting.coming:
        screen.highlighting.coming = None
        _change(screen, target, lambda placed, _: _all(_outside(placed, target.passage)), tr("Highlight removed"))
    else:
        _highlight(screen, target, screen.highlighting.colour)


def ask_colour(screen: "MainScreen") -> None:
    """Ask for the colour of the highlight at hand, or of the one that the passage is to become."""
    if (target := _at_hand(screen)) is not None:
        screen.highlighting.asked = target
        screen.status.ask(COLOUR, tr("Colour: "), "", tuple(map(tr, COLOURS)))


def set_colour(screen: "MainScreen", text: str) -> None:
    """Give what was asked about the colour named, which is used from now on."""
    target, screen.highlighting.asked = screen.highlighting.asked, None
    if target is None or not text.strip():
        return
    colour = colour_named(text)
    if colour is None:
        screen.status.say(tr("No such colour; there are {names}", names=", ".join(map(tr, COLOURS))), warning=True)
        return
    screen.highlighting.colour = colour
    if target.highlight is None:
        _highlight(screen, target, colour)
    else:
        made = target.highlight.made
        note = tr("Highlighted in {colour}", colour=tr(colour))
        _change(screen, target, lambda placed, _: recoloured(_all(placed), made, colour), note)


def next_or_note(screen: "MainScreen") -> None:
    """Go to the next match; in an article in which nothing is searched for, ask for a note on what is at hand."""
    is_finding = screen.article.matches.places or screen.finding.is_asked
    if is_finding or screen.pane is not screen.article:
        in_article.next_match(1)(screen)
    elif (target := _at_hand(screen)) is not None:
        screen.highlighting.asked = target
        screen.status.ask(NOTE, tr("Note: "), target.highlight.note if target.highlight else "")


def set_note(screen: "MainScreen", text: str) -> None:
    """Note something on what was asked about, which is highlighted if it is not yet; an empty note goes."""
    target, screen.highlighting.asked = screen.highlighting.asked, None
    if target is None:
        return
    if target.highlight is not None:
        made = target.highlight.made
        said = tr("Noted") if text.strip() else tr("Note removed")
        _change(screen, target, lambda placed, _: annotated(_all(placed), made, text), said)
    elif text.strip():
        _highlight(screen, target, screen.highlighting.colour, text.strip())


def show_all(screen: "MainScreen") -> None:
    """Show the highlights of the library; from an article that has any, first those of the article."""
    from reader.highlight_list import Wanted
    from reader.ui.highlight_screen import HighlightScreen

    opened = screen.opened if screen.pane is screen.article else None
    of = opened.row.id if opened is not None and opened.row.state.highlights else None
    screen.app.push_screen(HighlightScreen(screen, Wanted(of=of)))


def go_to(screen: "MainScreen", id: str, highlight: Highlight) -> None:
    """Open an article, wherever it is, at a highlight."""
    placing.jumping(screen)
    screen.highlighting.awaited = id, highlight.made
    marks = screen.article.page_marks
    if screen.opened is not None and screen.opened.row.id == id and marks is not None:
        screen.show_pane(screen.article)
        if marks.placed:
            _go_to_awaited(screen, marks)
    else:
        screen.places.going = placing.Spot(id, highlight.start)
        placing.open_article(screen, id)


def follow(screen: "MainScreen") -> None:
    """Mark in the open article what is highlighted; called whenever the article, its text or its state is another."""
    article, opened = screen.article, screen.opened
    if opened is None:
        article.page_marks = None
        return
    old, marks = article.page_marks, PageMarks(id=opened.row.id, ground=Ground(opened.body), plain=screen.app.no_color)
    if old is not None and old.id == marks.id:
        marks = old if old.ground.body is opened.body else replace(marks, placed=old.placed, choice=old.choice)
    article.page_marks = marks
    highlights = opened.row.state.highlights
    if (highlights and marks is not old) or highlights != _all(marks.placed):
        _place(screen, opened)


def _place(screen: "MainScreen", opened: Opened) -> None:
    """Have it found out where the highlights of an article stand."""
    id, body, highlights = opened.row.id, opened.body, opened.row.state.highlights

    def work(_: Callable[[], bool]) -> HighlightsPlaced:
        from reader.anchoring import placed

        return HighlightsPlaced(id=id, body=body, placed=placed(highlights, body))

    screen.jobs.latest("highlights", work)


@receive.register(HighlightsPlaced)
def _(known: HighlightsPlaced, screen: "MainScreen") -> None:
    marks = screen.article.page_marks
    coming = screen.highlighting.coming
    if coming is not None and len(_outside(known.placed, coming.passage)) < len(known.placed):
        screen.highlighting.coming = None
    if marks is not None and marks.id == known.id and marks.ground.body is known.body:
        marks = replace(marks, placed=known.placed)
        screen.article.page_marks = marks
        _go_to_awaited(screen, marks)


def _go_to_awaited(screen: "MainScreen", marks: PageMarks) -> None:
    awaited = screen.highlighting.awaited
    if awaited is None or awaited[0] != marks.id:
        return
    screen.highlighting.awaited = None
    if (passage := marks.place_of(awaited[1])) is not None:
        screen.article.go_to(passage.start)
    else:
        screen.status.say(tr("This passage is no longer found in the text"), warning=True)


def _at_hand(screen: "MainScreen") -> Target | None:
    """Return what a command is about: what is chosen, else the highlight at the cursor, else the paragraph there."""
    opened, marks, line = screen.article.opened, screen.article.page_marks, screen.article.line
    if screen.pane is screen.article and opened is not None and marks is not None and marks.id == opened.row.id:
        if (passage := passages.chosen(screen)) is not None:
            return Target(opened=opened, passage=passage)
        coming = screen.highlighting.coming
        is_here = coming is not None and coming.opened.row.id == opened.row.id
        if coming is not None and is_here and line is not None and shows(line, opened.body, coming.passage):
            return coming
        if (highlight := marks.at(line)) is not None and (passage := marks.place_of(highlight.made)) is not None:
            return Target(opened=opened, passage=passage, highlight=highlight)
        if line is not None and (passage := passages.paragraph_at(opened, line)) is not None:
            return Target(opened=opened, passage=passage)
    screen.status.say(tr("Nothing to highlight here: go to a paragraph of an article"))
    return None


def _outside(placed: tuple[Placed, ...], passage: Passage) -> tuple[Placed, ...]:
    """Return the highlights that have nothing of a passage."""
    return tuple(one for one in placed if one.passage is None or not one.passage.overlaps(passage))


def _highlight(screen: "MainScreen", target: Target, colour: str, note: str = "") -> None:
    """Highlight the passage of a target; nothing is chosen any more."""
    passages.drop(screen)
    screen.highlighting.coming = target
    body, passage = target.opened.body, target.passage

    def alter(placed: tuple[Placed, ...], now: datetime) -> tuple[Highlight, ...]:
        return highlighted(placed, body, passage, colour=colour, note=note, now=now)

    said = tr("Highlighted and noted") if note else tr("Highlighted in {colour}", colour=tr(colour))
    _change(screen, target, alter, said)


def _change(screen: "MainScreen", target: Target, alter: Alter, said: str) -> None:
    """Alter the highlights of an article, as the library has them by then."""
    library, id, body = screen.library, target.opened.row.id, target.opened.body
    if library is None:
        return
    now = screen.clock()

    def work(_: Callable[[], bool]) -> LibraryChanged | None:
        from reader.anchoring import placed

        highlights = alter(placed(library.catalog.find(id).state.highlights, body), now)
        if not library.apply(Change(field=Field.HIGHLIGHTS, values=((id, highlights),))):
            return None
        return LibraryChanged(f"{said} · {tr('u undoes')}")

    screen.jobs.queue("write", work)


def _all(placed: tuple[Placed, ...]) -> tuple[Highlight, ...]:
    return tuple(one.highlight for one in placed)
