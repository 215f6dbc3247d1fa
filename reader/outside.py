"""Other programs: the browser, the clipboard, a command that an article is given to. Always argv, never a shell."""

import os
import selectors
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import PurePath
from threading import Thread
from time import monotonic

from msgspec import Struct

from reader.core.errors import UsageError
from reader.wording import retold, tr

IN_TERMINAL = frozenset(
    {"w3m", "lynx", "links", "links2", "elinks", "chawan", "cha", "carbonyl", "browsh", "www-browser"}
)
"""Browsers that need the terminal for themselves."""

MOST_OUTPUT = 64 * 1024
"""Bytes of a command's output that are kept; a command may print without end."""

_AT_ONCE = 0.5  # seconds within which what opens an address fails if it does at all; xdg-open takes some 50 ms
_LINGER = 0.3  # seconds that output is waited for after a command ended: what it left running may hold its end open
_STEP = 0.05  # seconds between looks whether a command is still wanted
_COPYING = 3.0  # seconds that a program may take to take a text over
_PIECE = 65536  # bytes: what a pipe holds (Linux)
_URL = "%s"  # where BROWSER has the address

Environment = Mapping[str, str]
Argv = tuple[str, ...]


class Browser(Struct, frozen=True):
    """What opens an address. argv: with it. in_terminal: whether it needs the terminal for itself."""

    argv: Argv
    in_terminal: bool


def browser_for(url: str, environment: Environment) -> Browser | None:
    """Return how to open an address; None when there is nothing to open it with.

    The first of BROWSER (programs separated by ":", with options, `%s` for the address) that is there, else what the
    desktop opens addresses with, else a browser for the terminal. url: as core.addresses.web_address returns it.
    """
    for argv in _browsers(environment):
        if shutil.which(argv[0], path=environment.get("PATH")):
            name = PurePath(argv[0]).name
            given = tuple(part.replace(_URL, url) for part in argv)
            return Browser(given if given != argv else (*argv, url), name in IN_TERMINAL)
    return None


def _browsers(environment: Environment) -> Iterator[Argv]:
    for text in environment.get("BROWSER", "").split(os.pathsep):
        with suppress(ValueError):  # a quote without its end
            if argv := tuple(shlex.split(text)):
                yield argv
    if sys.platform == "darwin":
        yield ("open",)
    if "WSL_DISTRO_NAME" in environment:
        yield ("wslview",)
    if "TERMUX_VERSION" in environment:
        yield ("termux-open-url",)
    if _has_desktop(environment):
        yield ("xdg-open",)
        yield ("gio", "open")
    yield from ((name,) for name in ("www-browser", "w3m", "lynx", "elinks", "links"))


def _has_desktop(environment: Environment) -> bool:
    return bool(environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY"))


def start(argv: Argv) -> int | None:
    """Start a program that goes on by itself, whatever becomes of the terminal; return its code if it fails at once.

    Raises UsageError when it cannot be started.
    """
    process = _popen(argv, subprocess.DEVNULL, subprocess.DEVNULL)
    try:
        return process.wait(_AT_ONCE) or None
    except subprocess.TimeoutExpired:
        Thread(target=process.wait, daemon=True).start()  # so that no zombie is left when it ends
        return None


def copied(text: str, environment: Environment) -> str | None:
    """Give a text to the first program for the clipboard that takes it; return its name, None when none did.

    Over SSH they would fill the clipboard of the other machine, so only one that X forwards to is asked.
    """
    for argv in _clipboards(environment):
        if shutil.which(argv[0], path=environment.get("PATH")) is None:
            continue
        data = text.encode("utf-16" if argv[0] == "clip.exe" else "utf-8")
        with suppress(UsageError, OSError, subprocess.TimeoutExpired):
            process = _popen(argv, subprocess.PIPE, subprocess.DEVNULL)
            try:
                process.communicate(data, _COPYING)
            finally:
                _end(process)
            if process.returncode == 0:
                return argv[0]
    return None


def _clipboards(environment: Environment) -> Iterator[Argv]:
    is_here = not (environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))
    if is_here:
        if sys.platform == "darwin":
            yield ("pbcopy",)
        if "WSL_DISTRO_NAME" in environment:
            yield ("clip.exe",)
        if "TERMUX_VERSION" in environment:
            yield ("termux-clipboard-set",)
        if environment.get("WAYLAND_DISPLAY"):
            yield ("wl-copy",)
    if environment.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard")
        yield ("xsel", "--clipboard", "--input")
    if environment.get("TMUX"):
        yield ("tmux", "load-buffer", "-w", "-")  # tmux ignores what programs in it send (set-clipboard external)


def argv_of(line: str) -> Argv:
    """Return a command line as its words, quotes as a shell has them, `~` at a word's start; no more of a shell.

    Raises UsageError for no words.
    """
    try:
        words = tuple(map(os.path.expanduser, shlex.split(line)))
    except ValueError as error:
        raise UsageError(tr("the command has a quote without its end")) from error
    if not words or not words[0]:
        raise UsageError(tr("no command was given"))
    return words


class Ended(Struct, frozen=True, kw_only=True):
    """How a command ended.

    code: its exit code, minus the signal that ended it; None when it was stopped. output: what it printed, standard
    output and errors as they came. is_cut: whether it printed more.
    """

    code: int | None
    output: bytes
    is_cut: bool


def piped(argv: Argv, texts: Iterable[bytes], is_stale: Callable[[], bool]) -> Ended:
    """Run a command with texts on its standard input, until it ends or is no longer wanted.

    A command that is stopped is ended with all that it started. Raises UsageError, and what `texts` raises.
    """
    process = _popen(argv, subprocess.PIPE, subprocess.PIPE)
    try:
        with _Exchange(process, texts) as exchange:
            while not is_stale() and not exchange.is_over:
                exchange.step()
        return Ended(code=process.poll(), output=bytes(exchange.output), is_cut=exchange.is_cut)
    finally:
        _end(process)


def _popen(argv: Argv, stdin: int, stdout: int) -> "subprocess.Popen[bytes]":
    """Start a program apart from the terminal; its errors go where its output goes."""
    try:
        return subprocess.Popen(argv, stdin=stdin, stdout=stdout, stderr=subprocess.STDOUT, start_new_session=True)
    except (OSError, ValueError) as error:  # ValueError: a NUL in it
        reason = retold(error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        raise UsageError(tr("{program} could not be started ({reason})", program=argv[0], reason=reason)) from error


class _Exchange(AbstractContextManager["_Exchange"]):
    """What goes into a command and comes out of it, as it takes and gives it, without waiting for either.

    output: no more than MOST_OUTPUT of it. is_cut: whether there was more.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", texts: Iterable[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.output = bytearray()
        self.is_cut = False
        self._process = process
        self._in, self._out = process.stdin, process.stdout
        self._texts = iter(texts)
        self._waiting = memoryview(b"")
        self._gives = True
        self._ended = 0.0
        self._selector = selectors.DefaultSelector()
        os.set_blocking(self._in.fileno(), False)
        self._selector.register(self._in, selectors.EVENT_WRITE)
        self._selector.register(self._out, selectors.EVENT_READ)

    def __exit__(self, *_: object) -> None:
        self._selector.close()
        for stream in (self._in, self._out):
            with suppress(OSError):
                stream.close()

    @property
    def is_over(self) -> bool:
        """Whether the command has ended and no output is to come: what it left running may hold its end open."""
        if self._process.poll() is None:
            return False
        self._ended = self._ended or monotonic()
        return not self._gives or monotonic() > self._ended + _LINGER

    def step(self) -> None:
        """Do what can be done at once, else wait a moment."""
        for key, _ in self._selector.select(_STEP):
            if key.fileobj is self._out:
                self._take()
            else:
                self._give()

    def _take(self) -> None:
        data = os.read(self._out.fileno(), _PIECE)
        if not data:
            self._gives = False
            self._selector.unregister(self._out)
        room = MOST_OUTPUT - len(self.output)
        self.output += data[:room]
        self.is_cut = self.is_cut or len(data) > room

    def _give(self) -> None:
        try:
            while not self._waiting:
                self._waiting = memoryview(next(self._texts))
            self._waiting = self._waiting[os.write(self._in.fileno(), self._waiting[:_PIECE]) :]
        except (StopIteration, BrokenPipeError):  # a command that reads no further is no fault
            self._selector.unregister(self._in)
            self._in.close()


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End what is still running of a command, and what it started."""
    if process.poll() is None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(OSError, subprocess.TimeoutExpired):
                os.killpg(process.pid, number)
                process.wait(_LINGER)
                return
