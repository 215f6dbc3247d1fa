"""Cards: what the list pane says when it has no rows, and what to press."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from reader.core.errors import ReaderError
from reader.core.query import Shelf, View
from reader.core.query_language import parse
from reader.layout.cells import width as cell_width


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
        return Card("Searching…", ("", view.progress[:1].upper() + view.progress[1:], "", "Esc  stops"))
    if view.query.text.strip():
        others = "titles" if parse(view.query.text, today).in_text else "texts"
        return Card(
            "Nothing matches",
            ("", f"“{view.query.text.strip()}”", "", f"Ctrl-T  searches the {others}", "Esc  clears the search"),
        )
    if view.query.shelf is not Shelf.ALL:
        return Card(_EMPTY_SHELF[view.query.shelf], ("", *_MORE.get(view.query.shelf, ()), "1  shows all articles"))
    if not is_new:
        return Card(
            "Nothing is left here",
            ("", "All of it is archived or in the trash", "", "4  shows the archive", ":  shows the trash"),
        )
    return Card(
        "Your library is empty",
        (
            "",
            "Enter  opens the sample library",
            ":  adds files or a folder",
            "?  shows the keys",
            "",
            "From a shell:",
            "reader add FILE or FOLDER",
            "",
            "It will be kept in",
            _from_home(str(folder / "articles.json")),
        ),
    )


def for_error(error: ReaderError) -> Card:
    """Return the card for a library that could not be opened."""
    return Card(
        "The library cannot be opened",
        ("", _from_home(error.what), "", _from_home(error.hint), "", "q  quits; nothing was changed"),
    )


def _from_home(text: str) -> str:
    """Return a text with the user's home folder in it written as ~."""
    return text.replace(f"{Path.home()}/", "~/")


OPENING = Card("Opening the library…", ())

_EMPTY_SHELF = {
    Shelf.UNREAD: "Everything is read",
    Shelf.BOOKMARKED: "No bookmarks yet: b sets one",
    Shelf.ARCHIVED: "Nothing is archived: e archives",
    Shelf.TRASHED: "The trash is empty",
}

_MORE = {
    Shelf.TRASHED: (
        "D  moves an article here, and out again",
        ":  empties the trash: what is here then goes for good",
        "",
    ),
}
