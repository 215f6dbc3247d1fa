"""What panes tell the screen, and what background work tells it. Messages go up, data goes down."""

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct, field
from textual.message import Message

from reader.core.article import Body
from reader.core.catalog import Catalog, Row
from reader.core.changes import AnyChange
from reader.core.completion import Choices
from reader.core.facets import Facets
from reader.core.query import View
from reader.core.searches import SavedSearch
from reader.core.state import Position
from reader.layout.lines import Mode, Spacing

if TYPE_CHECKING:
    from reader.layout.page import Items, Page
    from reader.library import Library


class Look(Struct, frozen=True, kw_only=True):
    """How pages are drawn: the cells of the text column, how clutter is shown, and how far lines stand apart."""

    width: int
    mode: Mode = Mode.FOLDED
    spacing: Spacing = Spacing.NORMAL


class Opened(Struct, frozen=True, kw_only=True):
    """The article in the article pane: its row, text and page.

    items: what its open sections recommend, by section. look: how its page is drawn. seen_in: of a stub, the title of
    the article whose page recommends it. place: where it is opened, None for its beginning.
    """

    row: Row
    body: Body
    page: "Page"
    look: Look
    items: "Items" = field(default_factory=dict)
    seen_in: str | None = None
    place: Position | None = None


class TextMatch(Struct, frozen=True, kw_only=True, gc=False):
    """A place in the article that the reader searched for: block index and half-open character range."""

    block: int
    start: int
    stop: int


class Matches(Struct, frozen=True, kw_only=True):
    """The text searched for in an article, in reading order; `at` is the index of the one the reader stands on.

    hidden: how many there are besides in what is not shown. from_query: whether the article was found by it, rather
    than it looked for in the article.
    """

    places: tuple[TextMatch, ...] = ()
    at: int = 0
    hidden: int = 0
    from_query: bool = False

    @property
    def here(self) -> TextMatch | None:
        """The match the reader stands on."""
        return self.places[self.at] if self.places else None

    def first_from(self, place: Position) -> int:
        """Return the index of the first match that ends behind a place; of all together where there is none."""
        return bisect_right(self.places, (place.block, place.offset), key=lambda match: (match.block, match.stop))


class QueryTyped(Message):
    """The search box holds another text."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Let a burst of keystrokes run one handler."""
        return isinstance(message, QueryTyped)


class QueryDone(Message):
    """The reader pressed Enter in the search box."""


class Prompted(Message):
    """The reader answered a question of the status line."""

    def __init__(self, purpose: str, text: str) -> None:
        self.purpose = purpose
        self.text = text
        super().__init__()


class RowHighlighted(Message):
    """The list's cursor stands on another article, or on none."""

    def __init__(self, id: str | None) -> None:
        self.id = id
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Only the article the cursor came to rest on is worth opening."""
        return isinstance(message, RowHighlighted)


class RowChosen(Message):
    """The reader wants to read the article under the list's cursor."""


Making = Callable[[Catalog], AnyChange]
"""What makes a change of the articles as they are when its turn comes; called off the event loop."""


class ChangeAsked(Message):
    """Something is to be changed in the library."""

    def __init__(self, change: "AnyChange | Making", *, quiet: bool = False) -> None:
        """Ask for `change`; a quiet one follows from reading: nothing is said, and undo passes it over."""
        self._change = change
        self.quiet = quiet
        super().__init__()

    def change_in(self, catalog: Catalog) -> AnyChange:
        """Return the change that is asked for, now that its turn has come."""
        return self._change(catalog) if callable(self._change) else self._change


class SectionToggled(Message):
    """A clutter section, named by its first block, is to be opened or folded."""

    def __init__(self, start: int) -> None:
        self.start = start
        super().__init__()


class PanesStand(Message):
    """The panes are there and take keys."""


class SampleAsked(Message):
    """The reader wants the sample library in place of this one, which is closed, untouched."""


class LeaveAsked(Message):
    """The reader wants to quit."""


class PageAsked(Message):
    """The article pane needs a page of another width, in cells, or one that shows its place, which this does not."""

    def __init__(self, width: int, *, elsewhere: bool = False) -> None:
        self.width = width
        self.elsewhere = elsewhere
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Only the last size of a drag matters."""
        return isinstance(message, PageAsked) and message.elsewhere >= self.elsewhere


class Answer(Message):
    """The result of background work.

    ticket: kind and number given by Jobs; an answer that is not the latest of its kind is dropped.
    value: a View, an Opened, or one of the values below; a ReaderError when the work failed.
    """

    def __init__(self, ticket: tuple[str, int], value: object) -> None:
        self.ticket = ticket
        self.value = value
        super().__init__()


def told(value: object) -> Answer:
    """Return the message that brings a value which no work was asked for."""
    return Answer(("told", 0), value)


class LibraryOpened(Struct, frozen=True):
    """The library is open, and `view` is what it shows first."""

    library: "Library"
    view: View


class LibraryChanged(Struct, frozen=True):
    """The library holds another catalog than before.

    note: what was done, empty for nothing to say. back_to: id of the article to stand on again.
    texts: whether articles may read otherwise than before though their rows are the same.
    """

    note: str = ""
    back_to: str | None = None
    texts: bool = False


class ChoicesReady(Struct, frozen=True):
    """What the library has to choose from, for the word being typed."""

    choices: Choices


class FacetsReady(Struct, frozen=True):
    """What the shelf at hand can be narrowed by was counted."""

    facets: Facets


class HistoryRead(Struct, frozen=True):
    """The earlier queries, the latest last."""

    entries: tuple[str, ...]


class SearchShown(Struct, frozen=True):
    """The reader wants the search saved under a number; None when none is."""

    slot: int
    search: SavedSearch | None


class SearchKept(Struct, frozen=True):
    """A search was saved, or forgotten (None), and `note` says so."""

    note: str
    search: SavedSearch | None


class IndexReady(Struct, frozen=True):
    """Fuzzy title search is ready; until now plain substrings were found."""


class TextFound(Struct, frozen=True, kw_only=True):
    """Where the text searched for stands in the article `id`. goes: whether to go to the first match.

    is_reading: whether that is the reader's place from then on.
    """

    id: str
    matches: Matches
    goes: bool = True
    is_reading: bool = True


class LinkClicked(Struct, frozen=True):
    """A link of the article was clicked; opens: so that it is to be opened, rather than shown."""

    href: str
    opens: bool


class Said(Struct, frozen=True):
    """Something to say in the status line."""

    text: str
    warning: bool = False


class Crash(Struct, frozen=True):
    """Background work ended in a fault of the program."""

    error: Exception
