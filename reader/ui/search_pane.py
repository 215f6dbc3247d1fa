"""The search pane: a box that is always in sight, for titles or for the text of the open article."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widgets import Input, Label

from reader.core.completion import Choices, complete
from reader.core.query import Query, View
from reader.core.query_language import Parsed, parse
from reader.core.searches import Walk
from reader.core.text import one_line
from reader.layout.cells import cut
from reader.layout.told import BETWEEN, in_words, order_of, told
from reader.ui.late import mount_later
from reader.ui.messages import QueryDone, QueryTyped
from reader.ui.suggestions import SuggestingInput, Suggestions, Taken
from reader.wording import tr

LONGEST = 500
"""Characters of a query that are kept: a pasted page must not make every key slow."""

_FRAME = 6
"""Cells of the lower border that the frame's own corners, dashes and blanks take."""


class Scope(StrEnum):
    """Where the box searches."""

    TITLES = "titles"
    ARTICLE = "article"


class QueryBox(SuggestingInput):
    """The input of the search pane."""

    # One line of one width: no key has to have the screen laid out again.
    virtual_size: reactive[Size] = reactive(Size(0, 0), layout=False)

    def __init__(self) -> None:
        super().__init__(compact=True, max_length=LONGEST, select_on_focus=False, id="query")


class SearchPane(Container):
    """Posts QueryTyped and QueryDone; shows what is understood as it is typed, and how many rows `view` has.

    timed: whether it also shows how long the answer took. choices: what the library has to choose from.
    walk: the way through earlier queries. box: the input. suggestions: what the word being typed may be meant for.
    """

    timed = True

    view: reactive[View] = reactive(View(query=Query()), always_update=True)
    scope: reactive[Scope] = reactive(Scope.TITLES)
    found: reactive[str] = reactive("")
    choices: reactive[Choices] = reactive(Choices())

    def __init__(self, today: Callable[[], date], *, id: str) -> None:
        super().__init__(id=id)
        self._today = today
        self._parsed = Parsed()
        self.walk = Walk()
        self.box = QueryBox()
        self.suggestions = Suggestions()
        self._label = Label("", id="told", markup=False)

    @property
    def is_entered(self) -> bool:
        """Whether what is typed goes into the box, which itself is told so a moment later."""
        return self.screen.focused is self.box

    def compose(self) -> ComposeResult:
        """Hold the input."""
        yield self.box

    def on_mount(self) -> None:
        """Say what the box is for, and hold what is not seen at first: it need not hold up the first frame."""
        self.watch_scope()
        mount_later(self, self._label, self.suggestions)

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self._tell()

    def show(self, text: str) -> None:
        """Put a text into the box without searching for it."""
        with self.prevent(Input.Changed):
            self.box.value = one_line(text)
        self.box.cursor_position = len(text)
        self.walk = self.walk.left()
        self._understand()

    def watch_view(self) -> None:
        """Show what became of the query, or what was found in the article."""
        self._tell()

    watch_found = watch_view

    def watch_scope(self) -> None:
        """Say where the box searches."""
        in_article = self.scope is Scope.ARTICLE
        self.box.placeholder = (
            tr("text of this article") if in_article else tr("title, pinyin, initials…  source:  after:  is:")
        )
        self._understand()

    def watch_choices(self) -> None:
        """Offer what is known by now."""
        if self.is_entered and self.suggestions.chosen is None:
            self._offer()
            self._tell()

    def step(self, direction: int, *, at_top: bool) -> bool:
        """Go to another suggestion or an earlier query; False when the key is for the list of what was found.

        at_top: whether that list stands on its first row.
        """
        if self.scope is not Scope.TITLES:
            return False
        if self.walk.at is None and self.suggestions.choose(direction):
            self.box.show_ghost(self.suggestions.best)
            return True
        begins = direction < 0 and (at_top or not self.box.value)
        if self.walk.at is None and not begins:
            return False
        walk = self.walk.forth() if direction > 0 else self.walk.back(self.box.value)
        if walk != self.walk:
            self.walk = walk
            self.box.value = walk.text
            self.box.cursor_position = len(walk.text)
        return True

    def accept(self) -> bool:
        """Take the suggestion that is chosen, else the first; False when there is none."""
        candidate = self.suggestions.best
        if candidate is None:
            return False
        self.box.value = candidate.text
        self.box.cursor_position = candidate.cursor
        return True

    def close_suggestions(self) -> bool:
        """Put the list of suggestions away; False when it is not shown."""
        was_showing = self.suggestions.is_showing
        self.suggestions.offer((), listed=False)
        self.box.show_ghost(self.suggestions.best)
        self._tell()
        return was_showing

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is understood, and pass a changed text on."""
        event.stop()
        if self.walk.at is not None and self.box.value != self.walk.text:
            self.walk = self.walk.left()
        if event.value == self.box.value:
            self._offer()
            self._understand()
        self.post_message(QueryTyped(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the suggestion that was gone to, else pass Enter on."""
        event.stop()
        if self.suggestions.is_showing and self.suggestions.chosen is not None:
            self.accept()
        else:
            self.close_suggestions()
            self.post_message(QueryDone())

    def on_taken(self, event: Taken) -> None:
        """Take the suggestion that was clicked, or that is shown behind the text."""
        event.stop()
        if event.index is not None:
            self.suggestions.chosen = event.index
        self.accept()

    def _understand(self) -> None:
        in_article = self.scope is Scope.ARTICLE
        self._parsed = Parsed() if in_article else parse(self.box.value, self._today())
        in_titles = tr("Search in texts") if self._parsed.in_text else tr("Search")
        self.border_title = tr("Find in article") if in_article else in_titles
        self._tell()

    def _offer(self) -> None:
        """Offer candidates for the word at the cursor; a list of them where the ghost does not say it all."""
        text = self.box.value
        is_asking = self.scope is Scope.TITLES and self.walk.at is None
        found = complete(text, self.box.cursor_position, self.choices, self._today()) if is_asking else ()
        self.suggestions.offer(found, listed=len(found) > 1 or any(not each.ghost(text) for each in found))
        self.box.show_ghost(self.suggestions.best)

    def _tell(self) -> None:
        """Say what was found and understood in the lower border, where there is none behind the text."""
        has_border = bool(self.styles.border_bottom[0])
        told = self._told(self.size.width - _FRAME if has_border else self.size.width * 3 // 5)
        self.border_subtitle = told
        self._label.display = not has_border
        if not has_border:
            self._label.update(told)

    def _told(self, cells: int) -> Content:
        view = self.view
        if self.scope is Scope.ARTICLE:
            return Content(self.found)
        is_answer = one_line(view.query.text).rstrip() == one_line(self.box.value).rstrip()
        words = in_words(view.query, self._parsed, order_of(view) if is_answer else "")
        if not self.box.value.strip():
            return Content(cut(words, cells))
        seconds = view.progress or (f"{1000 * view.seconds:.0f} ms" if self.timed else "")
        pieces = told(
            cells,
            understood=words,
            hint=one_line(" ".join(self._parsed.hints)),
            found=tr("{count:,} found", count=len(view.rows)) if is_answer else "…",
            seconds=seconds if is_answer else "",
        )
        # What is offered to be gone on with is not wrong, only not finished.
        styles = {"hint": "" if self.suggestions.best else "$warning"}
        styled = (Content.styled(text, styles.get(name, "")) for name, text in pieces)
        return Content(BETWEEN).join(styled)
