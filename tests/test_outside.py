"""Other programs get what they are given as arguments and on standard input, and are ended when they are not wanted."""

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.errors import NotFound, UsageError
from reader.outside import MOST_OUTPUT, argv_of, browser_for, copied, piped, start
from reader.wording import speak

URL = "https://example.org/?a=1&b=$(touch%20x)"


def wanted() -> bool:
    """Tell that a command is not stale."""
    return False


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder for programs, made by `program`."""
    folder = tmp_path / "programs"
    folder.mkdir()
    return folder


def program(folder: Path, name: str, script: str = ":") -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


class TestBrowser:
    def found(self, folder: Path, **environment: str) -> tuple[str, ...] | None:
        found = browser_for(URL, {"PATH": str(folder), **environment})
        return found and found.argv

    def test_the_address_is_one_argument_whatever_is_in_it(self, programs: Path) -> None:
        program(programs, "mine")
        assert self.found(programs, BROWSER="mine") == ("mine", URL)
        assert self.found(programs, BROWSER="mine --new 'two words'") == ("mine", "--new", "two words", URL)
        assert self.found(programs, BROWSER="mine --open=%s -x") == ("mine", f"--open={URL}", "-x")

    def test_the_first_that_is_there(self, programs: Path) -> None:
        program(programs, "mine")
        assert self.found(programs, BROWSER="other:'unended:mine") == ("mine", URL)
        program(programs, "xdg-open")
        assert self.found(programs, BROWSER="other", DISPLAY=":0") == ("xdg-open", URL)
        assert self.found(programs, WAYLAND_DISPLAY="wayland-0") == ("xdg-open", URL)

    def test_without_a_desktop_one_for_the_terminal(self, programs: Path) -> None:
        assert browser_for(URL, {"PATH": str(programs)}) is None
        program(programs, "xdg-open")
        program(programs, "w3m")
        found = browser_for(URL, {"PATH": str(programs)})
        assert found is not None
        assert (found.argv, found.in_terminal) == (("w3m", URL), True)
        assert self.found(programs, DISPLAY=":0") == ("xdg-open", URL)

    def test_what_fails_at_once_is_known(self, programs: Path) -> None:
        program(programs, "fails", "exit 4")
        program(programs, "stays", "sleep 1")
        assert start((str(programs / "fails"),)) == 4
        assert start(("true",)) is None
        assert start((str(programs / "stays"),)) is None
        with pytest.raises(UsageError, match="could not be started"):
            start(("no-such-program",))


class TestClipboard:
    def test_the_first_that_takes_it(self, programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        environment = {"PATH": f"{programs}:{os.environ['PATH']}", "DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
        assert copied("渡口", {"PATH": str(programs), "DISPLAY": ":0"}) is None
        program(programs, "wl-copy", "exit 1")
        program(programs, "xclip", f'cat > "{tmp_path}/clip"; echo "$@" > "{tmp_path}/arguments"')
        monkeypatch.setenv("PATH", environment["PATH"])
        assert copied("渡口\n$(x)", environment) == "xclip"
        assert (tmp_path / "clip").read_text("utf-8") == "渡口\n$(x)"
        assert (tmp_path / "arguments").read_text() == "-selection clipboard\n"

    def test_that_of_another_machine_is_left_alone(self, programs: Path) -> None:
        program(programs, "wl-copy")
        assert copied("x", {"PATH": str(programs), "WAYLAND_DISPLAY": "wayland-0", "SSH_TTY": "/dev/pts/1"}) is None


class TestPiping:
    def test_texts_go_in_one_after_the_other_and_output_comes_back(self) -> None:
        ended = piped(("cat",), ["春".encode(), b"", b"\n", "夏".encode()], wanted)
        assert (ended.output.decode(), ended.code, ended.is_cut) == ("春\n夏", 0, False)

    def test_errors_come_with_the_output_and_the_code_is_told(self) -> None:
        ended = piped(("sh", "-c", "echo out; echo err >&2; exit 3"), [b"x" * 300_000], wanted)
        assert (ended.output, ended.code) == (b"out\nerr\n", 3)
        assert piped(("sh", "-c", "kill -9 $$"), [], wanted).code == -9

    def test_more_than_a_pipe_holds_goes_both_ways(self) -> None:
        assert piped(("wc", "-c"), [b"x" * 1_000_000] * 3, wanted).output.split() == [b"3000000"]
        ended = piped(("cat",), [b"x" * 500_000], wanted)
        assert (len(ended.output), ended.is_cut, ended.code) == (MOST_OUTPUT, True, 0)

    def test_nothing_is_a_shell(self, tmp_path: Path) -> None:
        ended = piped(argv_of("echo '$(touch x)' `id` $HOME; > y | z"), [], wanted)
        assert ended.output == b"$(touch x) `id` $HOME; > y | z\n"

    def test_what_is_not_wanted_any_more_is_ended_with_all_it_started(self, tmp_path: Path) -> None:
        stop = time.monotonic() + 0.3
        script = f"trap '' TERM; sleep 30 & echo $! > '{tmp_path}/child'; wait; sleep 30"
        ended = piped(("sh", "-c", script), [], lambda: time.monotonic() > stop)
        assert ended.code is None
        assert time.monotonic() < stop + 5
        child = int((tmp_path / "child").read_text())
        time.sleep(0.1)
        state = Path(f"/proc/{child}/stat")
        assert not state.exists() or ") Z " in state.read_text()

    def test_what_a_command_leaves_running_does_not_hold_us_up(self) -> None:
        began = time.monotonic()
        assert piped(("sh", "-c", "sleep 3 & echo done"), [b"x" * 300_000], wanted).output == b"done\n"
        assert time.monotonic() < began + 2

    def test_a_text_that_cannot_be_read_ends_it(self) -> None:
        def texts() -> Iterator[bytes]:
            yield b"one"
            raise NotFound("gone")

        with pytest.raises(NotFound):
            piped(("cat",), texts(), wanted)

    @pytest.mark.parametrize(
        ("line", "said"),
        [("", "no command"), ("''", "no command"), ("'open", "quote without its end"), ("  ", "no command")],
    )
    def test_what_is_no_command_is_told(self, line: str, said: str) -> None:
        with pytest.raises(UsageError, match=said):
            argv_of(line)

    def test_what_cannot_be_started_is_told(self) -> None:
        for argv in (("no-such-program",), ("/tmp",), ("a\0b",)):
            with pytest.raises(UsageError, match="could not be started"):
                piped(argv, [], wanted)

    def test_why_it_could_not_be_started_is_told_in_the_language_spoken(self) -> None:
        speak("zh")
        try:
            with pytest.raises(UsageError, match="没有那个文件或文件夹"):
                piped(("no-such-program",), [], wanted)
        finally:
            speak("en")
