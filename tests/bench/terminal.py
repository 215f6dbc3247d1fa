"""A program in a real terminal, and when it wrote what."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
import threading
import time
from bisect import bisect_left
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

SIZE = (36, 120)
"""Lines and columns of the terminal."""

PAUSE = 0.12
"""Seconds between keys: a fast typist's ten keys a second, and no two answers in one frame."""

PATIENCE = 120.0
"""Seconds to wait for what must come: long, for a busy machine and a million articles."""

QUIT = "\x11"


@dataclass
class Terminal(AbstractContextManager["Terminal"]):
    """A program in a terminal; as a context, it is killed at the end. All times are of time.monotonic.

    started: when. pressed: when the last key was. painted: when each key was, and seconds to the first thing written
    after it.
    """

    leader: int
    process: subprocess.Popen[bytes]
    started: float
    painted: list[tuple[float, float]] = field(default_factory=list)
    seen: bytes = b""
    pressed: float = 0.0
    _answered: float = 0.0  # the last of `painted`
    _ends: list[int] = field(default_factory=list)  # of `seen` after each read
    _times: list[float] = field(default_factory=list)  # of each read
    _news: threading.Condition = field(default_factory=threading.Condition)

    @classmethod
    def start(cls, *command: str, home: Path) -> "Terminal":
        """Run `command` in a terminal. home: the folder that it takes for the user's own."""
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        environment = {
            **os.environ,
            "HOME": os.fspath(home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "",
        }
        started = time.monotonic()
        process = subprocess.Popen(
            command, stdin=follower, stdout=follower, stderr=follower, env=environment, start_new_session=True
        )
        os.close(follower)
        terminal = cls(leader, process, started)
        threading.Thread(target=terminal._read, daemon=True).start()
        return terminal

    def press(self, keys: str, pause: float = PAUSE) -> None:
        """Press keys, so many seconds apart."""
        for key in keys:
            self.pressed = time.monotonic()
            os.write(self.leader, key.encode())
            time.sleep(pause)

    def wait_for(self, text: str, seconds: float = PATIENCE, *, after: int = 0) -> float:
        """Wait until `text` was written behind the first `after` bytes, and return when. Raises TimeoutError."""
        end = time.monotonic() + seconds
        wanted = text.encode()
        with self._news:
            while (place := self.seen.find(wanted, after)) < 0:
                left = end - time.monotonic()
                if left <= 0 or self.process.poll() is not None:
                    raise TimeoutError(f"{text!r} was not written: {self.seen[-3000:].decode(errors='replace')}")
                self._news.wait(min(left, 0.5))
            return self._times[bisect_left(self._ends, place + len(wanted))]

    def wait_for_quiet(self, seconds: float) -> None:
        """Wait until nothing was written for so long."""
        while (left := (self._times[-1] if self._times else self.started) + seconds - time.monotonic()) > 0:
            time.sleep(left)

    def wait_for_rest(self, seconds: float = 1.0) -> None:
        """Wait until the program computes next to nothing for so long. Linux only."""
        before = self._computed()
        while True:
            time.sleep(seconds)
            now = self._computed()
            if now - before < 0.05 * seconds:
                return
            before = now

    def quit(self) -> None:
        """Quit as a user does, and wait until it has ended."""
        os.write(self.leader, QUIT.encode())
        self.process.wait(PATIENCE)

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def _computed(self) -> float:
        """Return the seconds of CPU that the program has used (proc(5), fields 14 and 15 of stat)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")

    def _read(self) -> None:
        try:
            while data := os.read(self.leader, 65536):
                now = time.monotonic()
                if (pressed := self.pressed) != self._answered:
                    self._answered = pressed
                    self.painted.append((pressed, now - pressed))
                with self._news:
                    self.seen += data
                    self._times.append(now)
                    self._ends.append(len(self.seen))
                    self._news.notify_all()
        except OSError:  # EIO: the program ended
            pass
        finally:
            os.close(self.leader)
