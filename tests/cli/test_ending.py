"""Help, places, and every way a command can end: with one line, a documented code, and never a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader import exits
from reader.library import Library
from tests.cli.program import PAGE, PORTAL, TITLE, Run, ended, environment, process, written

VERBS = ("demo", "add", "doctor", "list", "search", "show", "extract", "export")


class TestHelp:
    def test_the_help_names_every_verb_and_exit_code(self, reader: Run) -> None:
        done = reader("--help")
        assert done.code == exits.DONE
        assert all(f"    {verb}  " in done.out for verb in VERBS)
        assert all(f"{code:>3}  {meaning}" in done.out for code, meaning in exits.MEANINGS.items())
        assert str(Path("library").absolute()) in done.out

    @pytest.mark.parametrize("verb", VERBS)
    def test_every_verb_explains_itself(self, reader: Run, verb: str) -> None:
        done = reader(verb, "--help")
        assert (done.code, done.err) == (exits.DONE, "")
        assert f"reader {verb}" in done.out

    def test_the_version(self, reader: Run) -> None:
        assert reader("--version").out.startswith("archive-reader ")


class TestPlaces:
    def test_the_library_may_be_named_before_and_after_the_verb(self, reader: Run) -> None:
        written("a.txt")
        assert reader("--library", "one", "add", "a.txt").code == exits.DONE
        assert TITLE in reader("list", "--library", "one").out
        assert reader("--library", "one", "list", "--library", "two").out == ""
        assert reader("list").out == ""

    def test_reading_makes_no_folder(self, reader: Run) -> None:
        for arguments in (["list"], ["search", "x"], ["doctor"], ["show", "x"]):
            reader(*arguments)
        assert not Path("library").exists()

    def test_a_home_that_does_not_exist_is_a_plain_name(self, reader: Run) -> None:
        assert reader("--library", "~nobody-of-this-name/x", "list").code == exits.DONE


class TestExitCodes:
    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (["list"], exits.DONE),
            (["add", "nowhere"], exits.PROBLEMS),
            (["extract", "nowhere"], exits.PROBLEMS),
            ([], exits.USAGE),
            (["demo"], exits.USAGE),
            (["lsit"], exits.USAGE),
            (["list", "--limit", "-1"], exits.USAGE),
            (["list", "--sort", "colour"], exits.USAGE),
            (["search"], exits.USAGE),
            (["search", "--stdin", "x"], exits.USAGE),
            (["list", "--library", "file"], exits.LIBRARY),
            (["add", "file", "--library", "file/library"], exits.REFUSED),
            (["show", "0123"], exits.NOT_FOUND),
            (["search", "x", "--titles", "nowhere"], exits.NOT_FOUND),
        ],
    )
    def test_each_way_to_end(self, reader: Run, arguments: list[str], code: int) -> None:
        written("file")
        done = reader(*arguments)
        assert done.code == code
        if code > exits.PROBLEMS:
            assert done.out == ""
            assert done.err.startswith(("reader: ", "usage: reader"))
            assert done.err.startswith("usage") or done.err.count("\n") == 1

    def test_a_newer_library_is_not_touched(self, reader: Run) -> None:
        reader("add", written("a.txt"))
        file = Path("library/articles.json")
        newer = file.read_bytes().replace(b'"schema":1', b'"schema":99', 1)
        assert newer != file.read_bytes()
        file.write_bytes(newer)
        done = reader("list")
        assert (done.code, done.err.count("\n")) == (exits.LIBRARY, 1)
        assert file.read_bytes() == newer

    def test_a_full_disk_refuses_in_one_line(self) -> None:
        written("a.txt", PAGE * 2000)
        limited = ["sh", "-c", f'ulimit -f 1; exec "{sys.executable}" -B -m reader add a.txt']
        done = ended(subprocess.Popen(limited, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE))
        assert (done.code, done.out, done.err.count("\n")) == (exits.REFUSED, "", 1)


class TestProcesses:
    def test_a_reader_that_stops_listening_is_no_error(self, reader: Run) -> None:
        for number in range(300):
            written(f"pages/{number}.txt", f"第 {number} 篇\n")
        reader("add", "pages")
        running = process("list", "--json", stderr=subprocess.PIPE)
        assert running.stdout is not None
        assert json.loads(running.stdout.readline())["title"].startswith("第")
        running.stdout.close()
        assert running.stderr is not None
        assert (running.stderr.read(), running.wait(30)) == (b"", exits.DONE)

    @pytest.mark.parametrize("arguments", ["list --json", "add nowhere -", "show 0123"])
    def test_closed_and_broken_streams_end_quietly(self, arguments: str) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        for closed in ("<&- >&-", "2>&-"):
            shell = ["sh", "-c", f'"{sys.executable}" -m reader {arguments} {closed}']
            assert ended(subprocess.Popen(shell, env=environment(), **pipes)).code in exits.MEANINGS
        end, broken = os.pipe()
        os.close(end)
        running = process(*arguments.split(), stdout=broken, stderr=broken)
        os.close(broken)
        running.communicate(timeout=30)
        assert running.returncode in exits.MEANINGS

    def test_output_that_cannot_be_written_is_told_in_a_line(self) -> None:
        if not Path("/dev/full").exists():
            pytest.skip("needs /dev/full")
        for arguments in (["--help"], ["extract", str(PORTAL)]):
            with open("/dev/full", "wb") as full:
                running = process(*arguments, stdout=full)
                _, err = running.communicate(timeout=30)
            assert (running.returncode, err) == (exits.REFUSED, b"reader: No space left on device\n")

    def test_ctrl_c_keeps_what_was_reported(self) -> None:
        for number in range(4000):
            written(f"pages/{number:04}.txt", f"第 {number} 篇\n\n{PAGE}")
        running = process("add", "--json", "pages")
        assert running.stdout is not None
        lines = [running.stdout.readline()]
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
        assert (running.returncode, err) == (exits.INTERRUPTED, b"")
        lines += out.splitlines()
        reported = {json.loads(line)["id"] for line in lines}
        with Library.open(Path("library")) as library:
            assert reported <= {row.id for row in library.catalog.rows}
        assert len(reported) < 4000

    def test_where_the_locale_knows_only_ascii(self) -> None:
        written("a.txt", PAGE.replace(TITLE, "café 😀 灯塔亮了", 1))
        ascii_only = environment(LC_ALL="C", PYTHONUTF8="0")
        text = ended(process("extract", "a.txt", env=ascii_only))
        assert text.out.startswith("caf\\xe9 \\U0001f600 \\u706f")
        (shape,) = ended(process("extract", "--json", "a.txt", env=ascii_only)).objects
        assert shape["title"] == "café 😀 灯塔亮了"
        assert ended(process("add", "a.txt", env=ascii_only)).code == exits.DONE
        (answer,) = ended(process("search", "--stdin", "--json", env=ascii_only), "灯塔\n".encode()).objects
        assert (answer["query"], len(answer["hits"])) == ("灯塔", 1)

    def test_answers_come_as_the_queries_do(self) -> None:
        written("titles.txt", "灯塔\n")
        with process("search", "--stdin", "--json", "--titles", "titles.txt") as running:
            assert running.stdin is not None
            assert running.stdout is not None
            for query in ("灯", "塔"):
                running.stdin.write(f"{query}\n".encode())
                running.stdin.flush()
                assert json.loads(running.stdout.readline())["query"] == query


class TestTerminals:
    """The same in a real terminal: a pty, whose output is read to the end."""

    def test_progress_is_shown_where_someone_watches(self) -> None:
        for number in range(3):
            written(f"pages/{number}.txt", f"第 {number} 篇\n")
        code, shown = in_terminal("add", "pages")
        assert code == exits.DONE
        assert "3 files…" in shown
        assert shown.rstrip().endswith("\r\x1b[K3 new in all")

    @pytest.mark.parametrize(
        ("settings", "said"),
        [
            ("theme =", "cannot be read"),
            ("measures = 3", "measures is no setting"),
            ("measure = 'wide'", "measure must be a whole number"),
            ("[keys]\nbookmark = 3", "keys.bookmark must be a text"),
            ("[keys]\nno-command = 'x'", "keys.no-command is no command"),
        ],
    )
    def test_settings_that_are_wrong_are_told_in_a_line(self, settings: str, said: str) -> None:
        written("config/archive-reader/settings.toml", settings)
        code, shown = in_terminal()
        assert code == exits.USAGE
        assert said in shown
        assert shown.strip().count("\n") == 0


def in_terminal(*arguments: str) -> tuple[int, str]:
    """Return the exit code and what a terminal would have got."""
    import pty

    leader, follower = pty.openpty()
    config = environment(XDG_CONFIG_HOME=str(Path("config").absolute()), TERM="xterm")
    running = process(*arguments, stdin=follower, stdout=follower, stderr=follower, env=config)
    os.close(follower)
    shown = b""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            part = os.read(leader, 4096)
        except OSError:  # EIO: the other side is closed
            break
        shown += part
    os.close(leader)
    return running.wait(30), shown.decode()
