"""Full text search in the app: its switch, the pause before it, and what was found marked in the article."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from reader.core.query import Place, Query, View
from reader.core.query_language import parse, without_field
from reader.ui import in_article, looking
from reader.ui.jobs import pause
from reader.ui.search_pane import Scope

if TYPE_CHECKING:
    from reader.library import Library
    from reader.ui.screen import MainScreen

PAUSE = 0.15
"""Seconds without a key before texts are searched: most who type on press the next key sooner."""

_SWITCH = "in:text "


def toggle(screen: "MainScreen") -> None:
    """Search texts instead of titles, or titles again; from the article, for what is looked for in it."""
    was_in_article = screen.search.scope is Scope.ARTICLE and screen.search.is_entered
    typed = screen.search.box.value if was_in_article else screen.query_now.text
    if not screen.search.is_entered or was_in_article:
        screen.show_pane(screen.listing)
        looking.search(screen)
    text = typed if was_in_article else without_field(typed, "in", negated=True)
    if was_in_article or not parse(typed, screen.clock().date()).in_text:
        text = _SWITCH + text
    screen.search.show(text)
    screen.search.box.cursor_position = len(text)
    screen.ask_view(text=text)


def ask(screen: "MainScreen", library: "Library", query: Query) -> None:
    """Have a query answered; one in texts that another text came before, after a pause.

    Texts have a thread of their own, as reading them for the first time lets go of it once in a second only.
    """
    in_text = parse(query.text, screen.clock().date()).in_text
    waits = in_text and query.text != screen.view.query.text

    def work(cancelled: Callable[[], bool]) -> Iterator[View]:
        if waits:
            pause(PAUSE, cancelled)
        if not cancelled():
            yield from library.views(query, cancelled)

    kind, other = ("texts", "view") if in_text else ("view", "texts")
    screen.jobs.cancel(other)
    screen.jobs.latest(kind, work)


def mark(screen: "MainScreen", *, goes: bool = True) -> None:
    """Mark in the article what it was found by, if that was its text, and show the first place if `goes`."""
    row = screen.article.opened.row if screen.article.opened else None
    match = screen.view.matches.get(row.id) if row else None
    if match and match.excerpt and match.excerpt.place is Place.TEXT:
        parsed = parse(screen.view.query.text, screen.clock().date())
        is_reading = screen.pane is screen.article
        in_article.find(screen, *parsed.words, *parsed.exact, goes=goes, is_reading=is_reading, from_query=True)


def mark_again(screen: "MainScreen", old: View) -> None:
    """Mark in the article, which may be the same as before, what another query finds in it."""
    was_in_text = any(match.excerpt and match.excerpt.place is Place.TEXT for match in old.matches.values())
    if was_in_text and screen.search.scope is Scope.TITLES:
        in_article.find(screen, "")
    mark(screen)
