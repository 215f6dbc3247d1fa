"""The list below the search box: what the word being typed may be meant for."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

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
            lines.append(line.stylize("on $primary 25%") if is_chosen else line)
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Take what was clicked."""
        event.stop()
        if event.y < len(self.candidates):
            self.post_message(Taken(event.y))

    def _widest(self, part: str) -> int:
        return max((width(getattr(candidate, part)) for candidate in self.candidates), default=0)
