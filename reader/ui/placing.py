"""Places to come back to: marks with a letter, and where the reader jumped from."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct
from textual import events

from reader.core import marks
from reader.core.catalog import Row
from reader.core.query import Shelf
from reader.core.state import Position
from reader.core.text import one_line
from reader.layout.cells import cut
from reader.ui.keys import half_width
from reader.ui.messages import LibraryChanged, Said
from reader.ui.receiving import receive
from reader.ui.search_pane import Scope
from reader.ui.status import Hint
from reader.wording import tr

if TYPE_CHECKING:
    from reader.library import Library
    from reader.ui.screen import MainScreen

_WORDS = 16
"""Cells of the text at a mark, or of the title of its article, that tell what it is."""

_BACK = "'"

_KIND = "marks"
"""The background work that looks up what is marked."""


class Spot(Struct, frozen=True):
    """A place in an article. height: how many lines below the top of the pane it stood."""

    id: str
    position: Position
    height: int = 0


class Places(Struct):
    """going: where to open an article that was asked for. jumped: where the last jump came from."""

    going: Spot | None = None
    jumped: Spot | None = None


class MarksKnown(Struct, frozen=True):
    """What a letter is taken for, and the articles that the capital ones stand in."""

    what: str
    capitals: dict[str, Row]


class MarkFound(Struct, frozen=True):
    """Where a mark stands that the reader wants to go to."""

    spot: Spot


def here(screen: "MainScreen") -> Spot | None:
    """Return where the reader is in the article pane."""
    article = screen.article
    if article.opened is None:
        return None
    return Spot(
        article.opened.row.id, article.place or Position(block=0), height=article.cursor - article.scroll_offset.y
    )


def place_in(screen: "MainScreen", id: str) -> Position | None:
    """Return where an article is to be opened, or open it again; None for the place kept with it."""
    spot = screen.places.going if screen.places.going and screen.places.going.id == id else here(screen)
    return spot.position if spot and spot.id == id else None


def jumping(screen: "MainScreen") -> None:
    """Keep where the reader is, who is about to jump."""
    if screen.pane is screen.article:
        screen.places.jumped = here(screen) or screen.places.jumped


def go_to(screen: "MainScreen", id: str, position: Position) -> None:
    """Jump to a place in any article of the library."""
    jumping(screen)
    article = screen.article
    if article.opened is not None and article.opened.row.id == id:
        article.go_to(position)
        screen.show_pane(article)
    else:
        screen.places.going = Spot(id, position)
        open_article(screen, id)


def open_article(screen: "MainScreen", id: str) -> None:
    """Go into an article of the library, whatever the list shows."""
    if screen.library is None or screen.library.catalog.get(id) is None:
        screen.status.say(tr("This article is not in the library any more"), warning=True)
        return
    if screen.listing.select_id(id):
        screen.on_row_chosen()
        return
    screen.article.keep_place()
    screen.search.scope = Scope.TITLES
    screen.search.show("")
    screen.to_restore, screen.opens_found = id, True
    screen.ask_view(text="", shelf=Shelf.ALL, pinned=id)


def go_back(screen: "MainScreen") -> None:
    """Go back to where the last jump came from; from there, back again."""
    spot = screen.places.jumped
    if spot is None:
        screen.status.say(tr("Nothing was jumped from yet"))
    else:
        go_to(screen, spot.id, spot.position)


def mark(screen: "MainScreen") -> None:
    """Take a letter, and mark the place in the article with it."""
    if screen.pane is not screen.article or screen.article.opened is None:
        screen.status.say(tr("Marks are set in an article"))
    else:
        _take_letter(screen, tr("Mark here as"), lambda letter: _set(screen, letter))


def to_mark(screen: "MainScreen") -> None:
    """Take a letter, and go to its mark; the key of this command takes back the last jump."""
    _take_letter(screen, tr("Go to mark"), lambda letter: _go(screen, letter))


def _take_letter(screen: "MainScreen", what: str, then: Callable[[str], None]) -> None:
    """Have the next key, if it is a letter, mean a mark, and show which there are; Esc takes that back."""

    def take(event: events.Key) -> bool:
        screen.taker = None
        screen.jobs.cancel(_KIND)
        screen.on_descendant_focus()
        typed = half_width(event.character or "")
        if typed == _BACK or (len(typed) == 1 and typed.isascii() and typed.isalpha()):
            then(typed)
        elif event.is_printable:
            screen.status.say(tr("Marks are letters"))
        return event.is_printable or event.key == "escape"

    screen.taker = take
    receive(MarksKnown(what, {}), screen)
    if (library := screen.library) is not None:
        screen.jobs.latest(_KIND, lambda _: MarksKnown(what, marks.capitals(library.catalog.rows)))


@receive.register(MarksKnown)
def _(known: MarksKnown, screen: "MainScreen") -> None:
    words = {letter: row.article.title for letter, row in known.capitals.items()}
    if (opened := screen.article.opened) is not None:
        for mark in opened.row.state.marks:
            if not mark.letter.isupper() and mark.position.block < len(opened.body.blocks):
                text = opened.body.blocks[mark.position.block].text
                words[mark.letter] = text[mark.position.offset :][:_WORDS]
    set_already = (Hint(key=letter, word=cut(one_line(word), _WORDS)) for letter, word in sorted(words.items()))
    prompt = Hint(key=known.what, word=tr("a–z here, A–Z anywhere"))
    screen.status.prompt((prompt, *set_already))


def _set(screen: "MainScreen", letter: str) -> None:
    """Give the place in the article a letter."""
    spot, library = here(screen), screen.library
    if letter == _BACK:
        jumping(screen)
    elif spot is not None and library is not None:
        screen.jobs.queue("write", lambda _: _keep(library, letter, spot))


def _keep(library: "Library", letter: str, spot: Spot) -> Said | LibraryChanged:
    catalog = library.catalog
    change = marks.mark(catalog.find(spot.id), letter, spot.position, catalog.rows)
    told = tr("Marked as {letter} · {key}{letter} comes back", letter=letter, key=_BACK)
    return LibraryChanged(told) if library.apply(change, undoable=False) else Said(told)


def _go(screen: "MainScreen", letter: str) -> None:
    """Go to the mark of a letter."""
    library, opened = screen.library, screen.article.opened
    if letter == _BACK:
        go_back(screen)
    elif opened is not None and letter.islower() and (position := marks.marked(opened.row, letter)) is not None:
        go_to(screen, opened.row.id, position)
    elif library is not None:
        id = opened.row.id if opened else ""
        screen.jobs.queue("write", lambda _: _find(library, letter, id))  # which it may only just have been set by


def _find(library: "Library", letter: str, id: str) -> MarkFound | Said:
    """Return where a letter stands: a capital one in the whole library, others in the article `id`."""
    is_anywhere, here = letter.isupper(), library.catalog.get(id)
    for row in marks.holders(library.catalog.rows, letter) if is_anywhere else (here,) if here else ():
        if (position := marks.marked(row, letter)) is not None:
            return MarkFound(Spot(row.id, position))
    nothing = "Nothing is marked as {letter}" if is_anywhere else "Nothing is marked as {letter} here"
    return Said(tr(nothing, letter=letter))


@receive.register(MarkFound)
def _(found: MarkFound, screen: "MainScreen") -> None:
    go_to(screen, found.spot.id, found.spot.position)
