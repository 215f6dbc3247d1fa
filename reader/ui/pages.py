"""Pages for the article pane: read and laid out in the background, first around the place, then whole.

What is around the place is laid out in a few milliseconds, however long the article is; the whole page then takes its
place without a line moving. Keys act on what is there.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from textual.content import Content

from reader.core.article import Body, Label
from reader.core.catalog import Row
from reader.core.errors import ReaderError
from reader.core.state import Position
from reader.layout.lines import Mode
from reader.ui import in_article, in_texts, linking, placing
from reader.ui.answers import follow_row
from reader.ui.jobs import pause
from reader.ui.messages import Look, Opened
from reader.ui.receiving import receive
from reader.wording import tr

if TYPE_CHECKING:
    from reader.layout.page import Items, Page
    from reader.library import Library
    from reader.ui.screen import MainScreen

_PART, _WHOLE = "page", "whole page"

_PAINTED = 0.05
"""Seconds that the first frame is given before the whole page is laid out, which takes the processor from it."""


class NotOpened(Struct, frozen=True):
    """The article `id` cannot be read."""

    id: str
    error: ReaderError


def look_of(screen: "MainScreen") -> Look:
    """Return how pages are drawn now."""
    return Look(width=screen.article.text_width, mode=screen.mode, spacing=screen.spacing)


def ask(screen: "MainScreen", library: "Library", id: str, after: float) -> None:
    """Have the page of an article laid out, after so many seconds, unless another is asked for meanwhile."""
    look, place = look_of(screen), placing.place_in(screen, id)

    def work(is_stale: Callable[[], bool]) -> Opened | NotOpened | None:
        pause(after, is_stale)
        try:
            return None if is_stale() else opened(library, id, look, place)
        except ReaderError as error:
            return NotOpened(id, error)

    screen.jobs.cancel(_WHOLE)
    screen.jobs.latest(_PART, work)


def close(screen: "MainScreen") -> None:
    """Show no article, and have none laid out."""
    screen.jobs.cancel(_PART)
    screen.jobs.cancel(_WHOLE)
    _leave(screen)
    screen.opened = None


def _leave(screen: "MainScreen") -> None:
    """Be done with the open article; another may be here before the list says that its cursor has moved."""
    screen.article.keep_place()
    in_article.turn(screen)


def opened(library: "Library", id: str, look: Look, place: Position | None) -> Opened:
    """Return an article with as much of its page as there is around a place, else around the one kept with it.

    Recommendations are read only when a section of them is open.
    """
    from reader import recommending
    from reader.layout.page import NO_ITEMS

    row, body = library.catalog.find(id), library.body(id)
    place = place or row.state.position
    related = {section.start for section in body.sections if section.label is Label.RELATED}
    is_open = related and (look.mode is Mode.SHOWN or (look.mode is Mode.FOLDED and related & row.state.revealed))
    items = recommending.recommended(library.catalog, row.article, body) if is_open else NO_ITEMS
    seen_in = library.catalog.title_of(row.article.seen_in) if row.article.seen_in else None
    page = _page(row, body, look, items, seen_in, around=place or Position(block=0))
    return Opened(row=row, body=body, page=page, look=look, items=items, seen_in=seen_in, place=place)


def _page(
    row: Row, body: Body, look: Look, items: "Items", seen_in: str | None, around: Position | None = None
) -> "Page":
    """Return the page of an article, or what of it is around a place."""
    from reader.layout.page import page

    return page(
        row.article,
        body,
        width=look.width,
        mode=look.mode,
        revealed=row.state.revealed,
        items=items,
        seen_in=seen_in,
        spacing=look.spacing,
        around=around,
    )


def _ask_whole(screen: "MainScreen", part: Opened) -> None:
    """Have the whole page laid out that there is a part of."""

    def work(is_stale: Callable[[], bool]) -> Opened | None:
        pause(_PAINTED, is_stale)
        if is_stale():
            return None
        whole = _page(part.row, part.body, part.look, part.items, part.seen_in)
        whole.row_of(Position(block=0))  # what it looks places up in is made here, not while keys wait
        return replace(part, page=whole)

    screen.jobs.latest(_WHOLE, work)


def _shown_of(opened: Opened) -> tuple[object, ...]:
    """Return what makes a page show more or less of its article."""
    return opened.look.mode, opened.row.state.revealed, opened.body.sections


@receive.register(Opened)
def _(opened: Opened, screen: "MainScreen") -> None:
    is_another = screen.opened is None or screen.opened.row.id != opened.row.id
    if is_another:
        _leave(screen)
    is_hinted = bool(screen.article.hints)
    old, screen.opened = screen.opened, opened
    is_sent = screen.places.going is not None and screen.places.going.id == opened.row.id
    if screen.to_restore is None:
        screen.places.going = None
    if is_another:
        in_texts.mark(screen, goes=not is_sent)
        in_article.turned(screen)
    elif old is not None and _shown_of(old) != _shown_of(opened):
        in_article.find_again(screen)
    if is_hinted:
        linking.renew(screen)
    screen.article.border_title = Content(tr("Article · clutter {mode}", mode=tr(screen.mode.value)))
    if opened.look != look_of(screen):
        screen.ask_page(opened.row.id)  # the pane was resized while the page was laid out
        return
    if not opened.page.is_whole:
        _ask_whole(screen, opened)
    follow_row(screen, texts=False)  # it may have been changed while the page was laid out


@receive.register(NotOpened)
def _(failed: NotOpened, screen: "MainScreen") -> None:
    """Show none, rather than another than the one that the list's cursor stands on."""
    if screen.opened is not None and screen.opened.row.id != failed.id:
        close(screen)
    receive(failed.error, screen)
