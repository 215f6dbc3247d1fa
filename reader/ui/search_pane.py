"""The search pane: a box that is always in sight, for titles or for the text of the open article."""

from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input

from reader.core.query import Query, View
from reader.core.text import one_line
from reader.ui.messages import QueryDone, QueryTyped

LONGEST = 500
"""Characters of a query that are kept: a pasted page must not make every key slow."""


class Scope(StrEnum):
    """Where the box searches."""

    TITLES = "titles"
    ARTICLE = "article"


class QueryBox(Input):
    """The input of the search pane."""

    def __init__(self) -> None:
        super().__init__(compact=True, max_length=LONGEST, select_on_focus=False, id="query")


class SearchPane(Container):
    """Posts QueryTyped and QueryDone; shows how many rows `view` has and how the query was understood.

    timed: whether it also shows how long the answer took.
    """

    timed = True

    view: reactive[View] = reactive(View(query=Query()), always_update=True)
    scope: reactive[Scope] = reactive(Scope.TITLES)
    found: reactive[str] = reactive("")

    def compose(self) -> ComposeResult:
        """Hold the input."""
        yield QueryBox()

    @property
    def box(self) -> QueryBox:
        """The input."""
        return self.query_one(QueryBox)

    def on_mount(self) -> None:
        """Say what the box is for."""
        self.watch_scope()

    def show(self, text: str) -> None:
        """Put a text into the box without searching for it."""
        with self.prevent(Input.Changed):
            self.box.value = one_line(text)

    def watch_view(self) -> None:
        """Show what became of the query."""
        self._tell()

    def watch_found(self) -> None:
        """Show what was found in the article."""
        self._tell()

    def watch_scope(self) -> None:
        """Say where the box searches."""
        in_article = self.scope is Scope.ARTICLE
        self.border_title = "Find in article" if in_article else "Search"
        self.box.placeholder = (
            "text of this article" if in_article else "title, pinyin, initials…  source:  after:  is:"
        )
        self._tell()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass a changed text on."""
        event.stop()
        self.post_message(QueryTyped(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass Enter on."""
        event.stop()
        self.post_message(QueryDone())

    def _tell(self) -> None:
        if self.scope is Scope.ARTICLE:
            self.border_subtitle = Content(self.found)
            return
        if not self.view.query.text.strip():
            self.border_subtitle = ""
            return
        told = [f"{len(self.view.rows):,} found"]
        if self.timed:
            told.append(f"{1000 * self.view.seconds:.0f} ms")
        if self.view.understood:
            told.insert(0, self.view.understood)
        self.border_subtitle = Content(one_line(" · ".join(told)))
