"""The bottom line: what to press, what just happened, or a question."""

from collections.abc import Sequence

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.timer import Timer
from textual.widgets import Input, Label

from reader.core.completion import Names, NoNames, complete_name
from reader.core.text import one_line
from reader.layout.cells import width
from reader.ui.late import mount_later
from reader.ui.messages import Prompted
from reader.ui.suggestions import SuggestingInput, Suggestions, Taken

SHOWN_FOR = 5.0
"""Seconds that a message stands before the keys are shown again."""

GAP = 3
"""Cells between two hints."""


QUESTION = 0.6
"""Share of the line that a question may take, as the style sheet has it: the rest is for the answer."""


class Hint(Struct, frozen=True, kw_only=True):
    """A command worth knowing now: its key as people write it, a word for it, and its id; no id for another key."""

    key: str
    word: str
    command: str = ""


class Answering(SuggestingInput):
    """The input of a question."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False, id="answer")


class StatusLine(Horizontal):
    """Shows `hints`, which can be clicked, a message for a while, or asks and posts Prompted."""

    hints: reactive[tuple[Hint, ...]] = reactive(())
    _choices: Names = NoNames()
    _said: Timer | None = None
    _purpose: str = ""
    _listed: bool = False
    _unsaid: tuple[str, bool] | None = None

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._box = Answering()
        self.suggestions = Suggestions()

    def compose(self) -> ComposeResult:
        """Hold a label."""
        label = Label("", id="said", markup=False)
        label.auto_links = False  # hints can be clicked, but they are no links to look at
        yield label

    def on_mount(self) -> None:
        """Hold an input too, which takes the place of the label. It takes long to make: after the first frame."""
        mount_later(self, self._box, self.suggestions)

    def watch_hints(self) -> None:
        """Show the keys, unless something is being said."""
        if self._said is None and self.is_mounted and not self.is_asking:
            self._show_hints()

    def prompt(self, hints: tuple[Hint, ...]) -> None:
        """Show keys that are waited for, whatever is being said."""
        self.set_reactive(StatusLine.hints, hints)
        self._show_hints()

    def on_resize(self) -> None:
        """Show as many keys as there is room for."""
        self.watch_hints()

    def say(self, text: str, *, warning: bool = False) -> None:
        """Show a message for a while; as soon as the question is answered if one is asked."""
        if self.is_asking:
            self._unsaid = (text, warning)
            return
        label = self.query_one("#said", Label)
        label.set_class(warning, "warning")
        label.update(Content(one_line(text)))
        if self._said is not None:
            self._said.stop()
        self._said = self.set_timer(SHOWN_FOR, self._show_hints)

    def ask(
        self,
        purpose: str,
        question: str,
        text: str,
        choices: Names | Sequence[str] = (),
        *,
        listed: bool = False,
    ) -> None:
        """Ask for one line of text, `text` being what stands there already; Prompted brings the answer.

        choices: what may be meant, which is offered as it is typed. listed: whether the answer is a list of them.
        """
        if not self._box.is_attached:  # now: what is typed ahead is the answer
            self.mount(self._box, self.suggestions)
        if self._said is not None:
            self._said.stop()
            self._said = None
        self._purpose, self._listed = purpose, listed
        self._question = Content(one_line(question))
        self._choices = _named(choices) if isinstance(choices, Sequence) else choices
        self._box.value = one_line(text)
        self._box.cursor_position = len(text)
        self.query_one("#said", Label).update(self._question)
        self.add_class("asking")
        self.screen.set_focus(self._box)
        self.offer()

    @property
    def is_asking(self) -> str:
        """The purpose of the question that is asked, empty for none."""
        return self._purpose if self.has_class("asking") else ""

    def step(self, direction: int) -> bool:
        """Go to another suggestion; False when nothing is asked."""
        if self.is_asking and self.suggestions.choose(direction):
            self._box.show_ghost(self.suggestions.best)
        return bool(self.is_asking)

    def accept(self) -> bool:
        """Take the suggestion that is chosen, else the first; False when nothing is asked."""
        if self.is_asking and (candidate := self.suggestions.best) is not None:
            self._box.value = one_line(candidate.text)
            self._box.cursor_position = candidate.cursor
        return bool(self.is_asking)

    def close_suggestions(self) -> bool:
        """Put the list of suggestions away; False when it is not shown."""
        was_showing = self.suggestions.is_showing
        self.suggestions.offer((), listed=False)
        self._box.show_ghost(None)
        return was_showing

    def on_taken(self, event: Taken) -> None:
        """Take the suggestion that was clicked, or that is shown behind the text."""
        event.stop()
        if event.index is not None:
            self.suggestions.chosen = event.index
        self.accept()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep typing to itself: only the whole answer counts."""
        event.stop()
        if event.value == self._box.value:
            self.offer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the suggestion that was gone to, else give the answer."""
        event.stop()
        if self.suggestions.is_showing and self.suggestions.chosen is not None:
            self.accept()
        else:
            self.cancel()
            self.post_message(Prompted(self._purpose, event.value))

    def cancel(self) -> None:
        """Take the question back, if one is asked."""
        self.remove_class("asking")
        self.suggestions.offer((), listed=False)
        self.watch_hints()
        if self._unsaid is not None:
            (text, warning), self._unsaid = self._unsaid, None
            self.say(text, warning=warning)

    def offer(self) -> None:
        """Offer the names known by now for what stands at the cursor, above it, if something is asked."""
        if not self.is_asking:
            return
        found = complete_name(self._box.value, self._box.cursor_position, self._choices, listed=self._listed)
        before = min(self._question.cell_length, int(self.size.width * QUESTION))
        self.suggestions.styles.offset = (before, -len(found))
        self.suggestions.offer(found, listed=bool(found))
        self._box.show_ghost(self.suggestions.best)

    def _show_hints(self) -> None:
        if self._said is not None:
            self._said.stop()
            self._said = None
        label = self.query_one("#said", Label)
        label.remove_class("warning")
        pieces: list[Content | str] = []
        room = self.size.width
        for hint in self.hints:
            room -= width(f"{hint.key} {hint.word}") + GAP
            if room < -GAP:
                break
            shown = Content.assemble((hint.key, "$accent bold"), f" {hint.word}")
            click = f"screen.run('{hint.command}')" if hint.command else f"app.simulate_key('{hint.key}')"
            clicked = Style.from_meta({"@click": click})
            pieces += [shown.stylize(clicked), " " * GAP]
        label.update(Content.assemble(*pieces))


def _named(choices: Sequence[str]) -> Names:
    """Return names that are found as the search box finds those of a library."""
    if not choices:
        return NoNames()
    from reader.completing import OfferedNames

    return OfferedNames((name, -place) for place, name in enumerate(choices))  # in the order given
