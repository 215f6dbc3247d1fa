"""Giving articles to a command of the reader's, and showing what it prints. There is no shell: the words are argv."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.core.errors import UsageError
from reader.core.text import one_line, visible
from reader.layout.cells import width
from reader.ui import taking_out
from reader.ui.messages import Said
from reader.ui.receiving import receive
from reader.ui.selecting import rows_at_hand
from reader.wording import tr

if TYPE_CHECKING:
    from reader.outside import Ended
    from reader.ui.screen import MainScreen

KIND = "pipe"
"""The kind of this work among the jobs, and of its question."""

_FRAME = 7  # cells of a pager beside its text: border, padding and scroll bar
_TAB = 8  # cells between tab stops, as terminals have them


class Printed(Struct, frozen=True):
    """What a command printed, in lines that fit the pager, and a title that says how it ended."""

    title: str
    lines: tuple[str, ...]


def ask(screen: "MainScreen") -> None:
    """Ask for the command that the articles at hand are to be given to as plain text."""
    rows = rows_at_hand(screen)
    if not rows:
        screen.status.say(tr("Nothing to pipe here"))
        return
    screen.prompted_for = rows
    screen.status.ask(KIND, tr("Pipe to the command: "), screen.taking_out.command)


def pipe(screen: "MainScreen", text: str) -> None:
    """Run the command typed with the articles that were asked about on its standard input, one after the other."""
    from reader import outside

    library, rows = screen.library, screen.prompted_for
    if library is None or not rows or not text.strip():
        return
    screen.taking_out.command = text.strip()
    try:
        argv = outside.argv_of(text)
    except UsageError as error:
        screen.status.say(str(error), warning=True)
        return
    from reader.ui.pager import WIDEST

    cells = min(WIDEST, screen.size.width * 96 // 100) - _FRAME

    def work(cancelled: Callable[[], bool]) -> Printed | Said:
        texts = (text.encode() for text in taking_out.plain_texts(library, rows))
        ended = outside.piped(argv, texts, cancelled)
        how = _how(argv[0], ended)
        if not ended.output.strip():
            return Said(how, warning=bool(ended.code))
        return Printed(how, tuple(_lines(ended.output, cells)))

    screen.status.say(tr("{program} is running… · Esc stops it", program=argv[0]))
    screen.jobs.latest(KIND, work)


def _how(program: str, ended: "Ended") -> str:
    if ended.code is not None and ended.code < 0:
        told = tr("{program}: ended by signal {number}", program=program, number=-ended.code)
    else:
        told = tr("{program}: done, exit code {code}", program=program, code=ended.code)
    return told + (" · " + tr("only the beginning of its output") if ended.is_cut else "")


def _lines(output: bytes, cells: int) -> list[str]:
    from reader.layout.wrapping import wrap

    drawn: list[str] = []
    for line in output.decode("utf-8", "replace").rstrip().split("\n"):
        safe = visible(line.rstrip("\r").expandtabs(_TAB))
        fits = width(safe) <= cells  # then it keeps its indent, which may be that of a column
        drawn += [safe] if fits else [safe[start:stop] for start, stop in wrap(safe, cells)]
    return drawn


@receive.register(Printed)
def _(printed: Printed, screen: "MainScreen") -> None:
    from reader.ui.pager import Pager

    screen.status.say(printed.title)
    screen.app.push_screen(Pager(one_line(printed.title), printed.lines, screen.commands))


def stop(screen: "MainScreen") -> None:
    """Stop the command, with all that it started."""
    screen.jobs.cancel(KIND)
    screen.status.say(tr("The command was stopped"))
