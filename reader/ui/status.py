"""The bottom line: what to press, what just happened, or a question."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Input, Label

from reader.core.text import one_line
from reader.layout.cells import width
from reader.ui.late import mount_later
from reader.ui.messages import Prompted

SHOWN_FOR = 5.0
"""Seconds that a message stands before the keys are shown again."""

GAP = 3
"""Cells between two hints."""


class Answering(Input):
    """The input of a question."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False, id="answer")


class StatusLine(Horizontal):
    """Shows `hints` (key and meaning pairs), a message for a while, or asks and posts Prompted."""

    hints: reactive[tuple[tuple[str, str], ...]] = reactive(())
    _said: Timer | None = None
    _purpose: str = ""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._box = Answering()

    def compose(self) -> ComposeResult:
        """Hold a label."""
        yield Label("", id="said", markup=False)

    def on_mount(self) -> None:
        """Hold an input too, which takes the place of the label. It takes long to make: after the first frame."""
        mount_later(self, self._box)

    def watch_hints(self) -> None:
        """Show the keys, unless something is being said."""
        if self._said is None and self.is_mounted:
            self._show_hints()

    def on_resize(self) -> None:
        """Show as many keys as there is room for."""
        self.watch_hints()

    def say(self, text: str, *, warning: bool = False) -> None:
        """Show a message for a while."""
        label = self.query_one("#said", Label)
        label.set_class(warning, "warning")
        label.update(Content(one_line(text)))
        if self._said is not None:
            self._said.stop()
        self._said = self.set_timer(SHOWN_FOR, self._show_hints)

    def ask(self, purpose: str, question: str, text: str) -> None:
        """Ask for one line of text, `text` being what stands there already; Prompted brings the answer."""
        if not self._box.is_attached:  # now: what is typed ahead is the answer
            self.mount(self._box)
        self._purpose = purpose
        self._box.value = one_line(text)
        self._box.cursor_position = len(text)
        self.query_one("#said", Label).update(Content(question))
        self.add_class("asking")
        self.screen.set_focus(self._box)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep typing to itself: only the whole answer counts."""
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the answer."""
        event.stop()
        self.cancel()
        self.post_message(Prompted(self._purpose, event.value))

    def cancel(self) -> None:
        """Take the question back, if one is asked."""
        self.remove_class("asking")
        self.watch_hints()

    def _show_hints(self) -> None:
        if self._said is not None:
            self._said.stop()
            self._said = None
        label = self.query_one("#said", Label)
        label.remove_class("warning")
        pieces: list[Content | str] = []
        room = self.size.width
        for key, meaning in self.hints:
            room -= width(f"{key} {meaning}") + GAP
            if room < -GAP:
                break
            pieces += [Content.styled(key, "$accent bold"), f" {meaning}" + " " * GAP]
        label.update(Content.assemble(*pieces))
