"""A terminal to run the program in: a pty on one side, an emulator (pyte) that reads what arrives on the other."""

import os
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from itertools import accumulate
from pathlib import Path

import pyte
from ptyprocess import PtyProcess

PATIENCE = 15.0
"""Seconds to wait for what must come: long, for a busy machine; nothing waits longer than it has to."""

QUIET = 0.15
"""Seconds without output after which a program is taken to be idle."""

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
ENTER, ESCAPE, SPACE, BACKSPACE, CTRL_C, CTRL_Q, CTRL_U = "\r", "\x1b", " ", "\x7f", "\x03", "\x11", "\x15"

SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI
    r"|(?:\x1b[PX\]^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # DCS, SOS, OSC, PM, APC
    r"|\x1b[ -/]*[0-~]?"  # other escape sequences
    r"|[\x00-\x1f\x7f-\x9f]"  # single controls
    r"|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # bidi controls, Unicode TR 9
    r"|[\udc80-\udcff]"  # bytes that are no UTF-8
)
"""What a terminal obeys, by ECMA-48 section 5, in 7-bit and in 8-bit form."""

KEYBOARD_OFF = b"\x1b[<u"
"""The end of the kitty keyboard protocol, which pyte 0.8 would draw as a letter."""

MODES = {"\x1b[?1049": "alternate screen", "\x1b[?1000": "mouse", "\x1b[?1003": "mouse motion", "\x1b[?2004": "paste"}


def sequences(raw: bytes) -> list[str]:
    """Return every control sequence, control and bidi control in what a program wrote, in order."""
    return SEQUENCE.findall(raw.decode("utf-8", "surrogateescape"))


def kind(sequence: str) -> str:
    """Return a sequence without the numbers that differ from frame to frame; modes keep theirs, they are its sense."""
    return sequence if sequence.startswith("\x1b[?") else re.sub(r"[0-9;:]+", "", sequence)


def kinds(raw: bytes) -> set[str]:
    """Return the kinds of control sequences in what a program wrote."""
    return set(map(kind, sequences(raw)))


def left_on(raw: bytes) -> set[str]:
    """Return the terminal modes that a program switched on and not off again, and the cursor if it left it hidden."""
    text = raw.decode("utf-8", "replace")
    on = {name for mode, name in MODES.items() if text.rfind(f"{mode}h") > text.rfind(f"{mode}l")}
    return on | ({"cursor"} if text.rfind("\x1b[?25l") > text.rfind("\x1b[?25h") else set())


def click(column: int, row: int, modifiers: int = 0) -> str:
    """Return a left click at a cell, counted from 0, as SGR mouse mode reports it (xterm, "Extended coordinates").

    modifiers: 4 for Shift, 16 for Ctrl.
    """
    return f"\x1b[<{modifiers};{column + 1};{row + 1}M\x1b[<{modifiers};{column + 1};{row + 1}m"


def wheel(column: int, row: int, *, down: bool) -> str:
    """Return one notch of the mouse wheel over a cell."""
    return f"\x1b[<{65 if down else 64};{column + 1};{row + 1}M"


def paste(text: str) -> str:
    """Return a text as a terminal in bracketed paste mode sends it."""
    return f"\x1b[200~{text}\x1b[201~"


class Emulator(pyte.Screen):
    """An emulated screen that keeps what it would have answered to the program, and every title it was given."""

    def __init__(self, columns: int, lines: int) -> None:
        self.answers: list[str] = []
        super().__init__(columns, lines)

    def write_process_input(self, data: str) -> None:
        """Keep what a terminal would type into the program."""
        self.answers.append(data)


class Terminal(AbstractContextManager["Terminal"]):
    """A program on a pty of a given size, with an environment that knows nothing of this machine's user.

    arguments: of `python -m reader`; with `program`, of that program instead. home: a folder for all the program keeps.
    variables: of the environment, besides those of `environment`.
    """

    def __init__(
        self,
        *arguments: str | bytes | Path,
        home: Path,
        size: tuple[int, int] = (80, 24),
        variables: Mapping[str, str] | None = None,
        program: tuple[str, ...] = (sys.executable, "-m", "reader"),
    ) -> None:
        columns, rows = size
        self.raw = bytearray()
        self.emulator = Emulator(columns, rows)
        self._stream = pyte.ByteStream(self.emulator)
        command = [*program, *(os.fsdecode(argument) for argument in arguments)]
        self.process = PtyProcess.spawn(
            command, cwd=str(home), env=environment(home) | dict(variables or {}), dimensions=(rows, columns)
        )
        self.open = True

    def __exit__(self, *_: object) -> None:
        """End the program, whatever it does."""
        if self.process.isalive():
            self.process.kill(signal.SIGKILL)
            self.process.wait()
        self.hang_up()

    @property
    def rows(self) -> list[str]:
        """What is on the screen, row by row."""
        return ["".join(cells).rstrip() for cells in self._cells]

    @property
    def _cells(self) -> list[list[str]]:
        """The characters on the screen, row by row and cell by cell; the second cell of a wide one is empty."""
        screen = self.emulator
        return [[screen.buffer[row][column].data for column in range(screen.columns)] for row in range(screen.lines)]

    def find(self, text: str) -> tuple[int, int]:
        """Return column and row, in cells, where a text first stands on the screen. Raises StopIteration."""
        row = next(index for index, shown in enumerate(self.rows) if text in shown)
        before = self.rows[row].index(text)
        lengths = accumulate(map(len, self._cells[row]), initial=0)
        return next(column for column, length in enumerate(lengths) if length == before), row

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self.rows)

    @property
    def flat(self) -> str:
        """What is on the screen without spaces, for texts that are broken over rows or padded."""
        return re.sub(r"\s", "", self.text)

    def send(self, *keys: str | bytes) -> None:
        """Type: each item is one write, as a terminal makes one for a key."""
        for key in keys:
            os.write(self.process.fd, key.encode() if isinstance(key, str) else key)

    def press(self, *keys: str) -> None:
        """Type one key after the other, each when the program has drawn what the one before did."""
        for key in keys:
            self.send(key)
            self.rest()

    def see(self, wanted: str | Callable[["Terminal"], bool], patience: float = PATIENCE) -> None:
        """Wait until a text is on the screen, or a condition holds; AssertionError when it never does."""
        holds = (lambda screen: wanted in screen.text) if isinstance(wanted, str) else wanted
        deadline = time.monotonic() + patience
        while not holds(self):
            left = deadline - time.monotonic()
            if left <= 0 or not self._take(min(left, 0.1)):
                assert holds(self), f"waited for {wanted!r}, saw:\n{self.text}"
                return

    def gone(self, text: str) -> None:
        """Wait until a text is not on the screen any more."""
        self.see(lambda terminal: text not in terminal.text)

    def rest(self, quiet: float = QUIET) -> None:
        """Wait until nothing has come for a while."""
        while self.open and select.select([self.process.fd], [], [], quiet)[0]:
            if not self._take(0):
                return

    def ended(self, patience: float = PATIENCE) -> int:
        """Wait until the program has ended; return its exit status, or minus the number of the signal that ended it."""
        deadline = time.monotonic() + patience
        while self.process.isalive():
            assert time.monotonic() < deadline, f"did not end in {patience} s; saw:\n{self.text}"
            if not self.open or not self._take(0.02):
                time.sleep(0.01)
        while self.open and self._take(0):
            pass
        status = self.process.exitstatus
        return -self.process.signalstatus if status is None else status

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the kernel tells the program (SIGWINCH)."""
        self.emulator.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    def hang_up(self) -> None:
        """Close the terminal, as its window closed or its line lost; the kernel tells the program (SIGHUP)."""
        if self.open:
            self.open = False
            self.process.fileobj.close()
            self.process.fd = -1

    @property
    def echoes(self) -> bool:
        """Whether the terminal line is as a shell wants it: echoing, line by line, Ctrl-C a signal."""
        flags = termios.tcgetattr(self.process.fd)[3]
        wanted = termios.ECHO | termios.ICANON | termios.ISIG
        return flags & wanted == wanted

    def _take(self, patience: float) -> bool:
        """Read what there is, waiting for it so many seconds; False when nothing will ever come."""
        if not self.open:
            return False
        if not select.select([self.process.fd], [], [], patience)[0]:
            return self.process.isalive()
        try:
            data = os.read(self.process.fd, 65536)
        except OSError:  # EIO: the program closed its end
            data = b""
        self.raw += data
        self._stream.feed(data.replace(KEYBOARD_OFF, b""))
        return bool(data)


def environment(home: Path) -> dict[str, str]:
    """Return an environment with `home` for everything a program may keep, and a terminal of the common kind."""
    folders = ("HOME", "TMPDIR", "READER_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    path = os.pathsep.join(entry for entry in sys.path if entry)
    settled = {"PATH": os.environ["PATH"], "PYTHONPATH": path, "TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC"}
    settled["PYTHONDONTWRITEBYTECODE"] = "1"  # CPython leaves torn files where a test limits what may be written
    return settled | dict.fromkeys(folders, str(home))
