"""Cards: what the list pane says when it has no rows, and what to press."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from reader.core.errors import ReaderError
from reader.core.query import Shelf, View
from reader.core.query_language import parse
from reader.layout.cells import width as cell_width
from reader.wording import retold, tr


class Card(Struct, frozen=True):
    """A short text in the middle of a pane: a heading, and paragraphs below it ("" for an empty line)."""

    heading: str
    paragraphs: tuple[str, ...]

    def line(self, y: int, width: int, height: int) -> tuple[str, str]:
        """Return line `y` of the card set in a pane of that size, in cells, and its style: title or card."""
        lines = _lines(self, max(8, width - 4))
        top = max(0, (height - len(lines)) // 2)
        if not top <= y < top + len(lines):
            return "", "card"
        text, style = lines[y - top]
        left = max(0, (width - max(cell_width(text) for text, _ in lines)) // 2)
        return " " * left + text, style


@lru_cache(maxsize=8)
def _lines(card: Card, room: int) -> tuple[tuple[str, str], ...]:
    """Return the lines of a card in at most `room` cells, each with its style."""
    heading = ((text, "title") for text in _wrapped(card.heading, room))
    below = ((text, "card") for paragraph in card.paragraphs for text in _wrapped(paragraph, room))
    return (*heading, *below)


def _wrapped(text: str, room: int) -> list[str]:
    from reader.layout.breaking import breaks

    return [text[start:stop] for start, stop in breaks(text, room)] or [""]


def for_view(view: View, folder: Path, today: date, *, is_new: bool) -> Card:
    """Return the card for a view without rows, with keys that work in the search box as well.

    is_new: whether the library holds no article at all.
    """
    if view.progress:
        return _card("Searching…", view.progress[:1].upper() + view.progress[1:], "", tr("Esc  stops"))
    if view.query.text.strip():
        in_text = parse(view.query.text, today).in_text
        other = tr("Ctrl-T  searches the titles") if in_text else tr("Ctrl-T  searches the texts")
        return _card("Nothing matches", f"“{view.query.text.strip()}”", "", other, tr("Esc  clears the search"))
    if view.query.shelf is not Shelf.ALL:
        more = map(tr, _MORE.get(view.query.shelf, ()))
        return _card(_EMPTY_SHELF[view.query.shelf], *more, tr("1  shows all articles"))
    return _for_new(folder) if is_new else _card("Nothing is left here", *map(tr, _LEFT))


def for_error(error: ReaderError) -> Card:
    """Return the card for a library that could not be opened."""
    what, hint = _from_home(retold(error.what)), _from_home(retold(error.hint))
    return _card("The library cannot be opened", what, "", hint, "", tr("q  quits; nothing was changed"))


def opening() -> Card:
    """Return the card that stands until the library is open."""
    return Card(tr("Opening the library…"), ())


def _card(heading: str, *paragraphs: str) -> Card:
    """Return a card with a heading to be translated over paragraphs that were."""
    return Card(tr(heading), ("", *paragraphs))


def _for_new(folder: Path) -> Card:
    return _card("Your library is empty", *map(tr, _NEW), _from_home(str(folder / "articles.json")))


def _from_home(text: str) -> str:
    """Return a text with the user's home folder in it written as ~."""
    return text.replace(f"{Path.home()}/", "~/")


_NEW = (
    "Enter  opens the sample library",
    ":  adds files or a folder",
    "?  shows the keys",
    "",
    "From a shell:",
    "reader add FILE or FOLDER",
    "",
    "It will be kept in",
)

_LEFT = ("All of it is archived or in the trash", "", "4  shows the archive", ":  shows the trash")

_EMPTY_SHELF = {
    Shelf.UNREAD: "Everything is read",
    Shelf.BOOKMARKED: "No bookmarks yet: b sets one",
    Shelf.ARCHIVED: "Nothing is archived: e archives",
    Shelf.HIGHLIGHTED: "Nothing is highlighted: a highlights",
    Shelf.NOTED: "Nothing is noted: n in an article notes",
    Shelf.TRASHED: "The trash is empty",
}

_MORE = {
    Shelf.TRASHED: (
        "D  moves an article here, and out again",
        ":  empties the trash: what is here then goes for good",
        "",
    ),
}
