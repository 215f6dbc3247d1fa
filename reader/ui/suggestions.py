"""What the word being typed may be meant for: a list beside an input, and in the input how it may go on."""

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from reader.core.completion import Candidate
from reader.core.text import one_line
from reader.layout.cells import cut, pad, width

LONGEST = 40
"""Cells of a candidate that are shown."""

_MARGIN = 6  # cells beside the list, with its edge and its padding


class Taken(Message):
    """The reader wants a suggestion: the one with that index, or (None) the best."""

    def __init__(self, index: int | None = None) -> None:
        self.index = index
        super().__init__()


class SuggestingInput(Input):
    """An input with a suggestion shown behind what was typed; → at the end posts Taken."""

    BINDINGS: ClassVar = [replace(binding, priority=True) for binding in Input.BINDINGS if isinstance(binding, Binding)]
    """At once, not when a key has gone through all that is around the input: the next key may mean something else."""

    def show_ghost(self, candidate: Candidate | None) -> None:
        """Show how the text may go on. An Input's own suggester would do so one turn of the event loop later."""
        self._suggestion = candidate.ghost(self.value) if candidate else ""

    def on_key(self, event: events.Key) -> None:
        """Take the space of a Chinese input method for a space: an Input takes it for no character."""
        if event.character == "\u3000":
            event.stop()
            event.prevent_default()
            self.replace(" ", *self.selection)

    def action_cursor_right(self, select: bool = False) -> None:
        """Go right, or take the ghost at the end."""
        if self._suggestion and self.cursor_at_end and not select:
            self.post_message(Taken())
        else:
            super().action_cursor_right(select)

    def on_resize(self) -> None:
        """Keep the cursor in sight: an Input only does so when the cursor moves."""
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)


class Suggestions(Widget):
    """Shows `candidates` over the panes, `chosen` marked; posts Taken."""

    ALLOW_SELECT = False

    candidates: reactive[tuple[Candidate, ...]] = reactive((), layout=True)
    chosen: reactive[int | None] = reactive(None)

    @property
    def best(self) -> Candidate | None:
        """The candidate that is chosen, else the first."""
        return self.candidates[self.chosen or 0] if self.candidates else None

    @property
    def is_showing(self) -> bool:
        """Whether the list is in sight: it is open, and the terminal has room for it."""
        return self.has_class("open") and self.display

    def offer(self, candidates: tuple[Candidate, ...], *, listed: bool) -> None:
        """Have other candidates, none of them chosen. listed: whether to show them."""
        self.chosen = None
        self.candidates = candidates
        self.set_class(listed, "open")

    def choose(self, step: int) -> bool:
        """Go to another candidate, or from the first back to none; False when there is nowhere to go."""
        at = -1 if self.chosen is None else self.chosen
        if not self.is_showing or at + step < -1:
            return False
        at = min(at + step, len(self.candidates) - 1)
        self.chosen = None if at < 0 else at
        return True

    def render(self) -> Content:
        """Draw a line a candidate: its name, and what it means or how many articles it is about."""
        room = max(_MARGIN, min(LONGEST, self.app.size.width - _MARGIN - self._widest("note")))
        names = [cut(one_line(candidate.name), room) for candidate in self.candidates]
        name_width = max(map(width, names), default=0)
        note_width = self._widest("note")
        lines = []
        for index, (name, candidate) in enumerate(zip(names, self.candidates, strict=True)):
            is_chosen = index == self.chosen
            blank = " " * (note_width - width(candidate.note))
            is_number = candidate.note.replace(",", "").isdecimal()
            note = blank + candidate.note if is_number else candidate.note + blank
            line = Content.assemble(
                ("▌" if is_chosen else " ", "$primary"), pad(name, name_width), "  ", (f"{note} ", "$quiet")
            )
            lines.append(line.stylize("$foreground on $selected") if is_chosen else line)
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Take what was clicked."""
        event.stop()
        if event.y < len(self.candidates):
            self.post_message(Taken(event.y))

    def _widest(self, part: str) -> int:
        return max((width(getattr(candidate, part)) for candidate in self.candidates), default=0)
