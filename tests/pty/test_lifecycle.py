"""The program and the world around it: signals, lost terminals, sizes, other processes, unreadable libraries."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pty.samples import write_pages
from tests.pty.terminal import CTRL_C, ENTER, Terminal, environment, left_on

ENDS_WITHIN = 5.0
"""Seconds in which a program that was told to end must have ended, on a busy machine."""

SHOWN_WITHIN = 3.0
"""Seconds in which what another process added must be on the screen, on a busy machine; half a second is usual."""


def opened(terminal: Terminal) -> None:
    terminal.see("Articles · 16")
    terminal.see("11 min")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_ends_it_in_good_order(sample: Path, number: signal.Signals) -> None:
    with Terminal(home=sample) as terminal:
        opened(terminal)
        terminal.process.kill(number)
        assert terminal.ended(ENDS_WITHIN) == 0
        assert left_on(bytes(terminal.raw)) == set()
        assert terminal.echoes
        assert "Traceback" not in terminal.text


def test_ctrl_c_quits_nothing_and_says_what_does(sample: Path) -> None:
    with Terminal(home=sample) as terminal:
        opened(terminal)
        terminal.send(CTRL_C)
        terminal.see("Ctrl-Q quits")
        assert terminal.process.isalive()


def test_an_interrupt_signal_ends_it(sample: Path) -> None:
    with Terminal(home=sample) as terminal:
        opened(terminal)
        terminal.process.kill(signal.SIGINT)
        terminal.ended(ENDS_WITHIN)
        assert left_on(bytes(terminal.raw)) == set()
        assert terminal.echoes


def test_a_closed_terminal_ends_it_without_spinning(sample: Path) -> None:
    with Terminal(home=sample) as terminal:
        opened(terminal)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        terminal.send("j")
        terminal.hang_up()
        terminal.ended(ENDS_WITHIN)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < ENDS_WITHIN


def test_ctrl_c_stops_a_verb(home: Path) -> None:
    with Terminal("search", "--stdin", "--json", home=home) as terminal:
        terminal.send("a\n")
        terminal.see('"hits"')
        terminal.send(CTRL_C)
        assert terminal.ended(ENDS_WITHIN) == 130
        assert "Traceback" not in terminal.text


def test_other_sizes(sample: Path) -> None:
    with Terminal(home=sample) as terminal:
        opened(terminal)
        terminal.send("j")
        for columns, rows in ((40, 12), (20, 5), (3, 1), (200, 60), (1, 1), (40, 12)):
            terminal.resize(columns, rows)
            terminal.rest()
            assert terminal.process.isalive()
        terminal.see("Articles · 16")
        terminal.see(lambda terminal: any(row.startswith(("▌", "│▌")) for row in terminal.rows))
        terminal.send("l")
        terminal.see("Article · clutter")
        for columns in range(20, 200, 9):
            terminal.resize(columns, columns // 4)
        terminal.resize(80, 24)
        terminal.see(lambda terminal: terminal.rows[3].startswith("╭─ Articles · 16 ──"))
        terminal.see(lambda terminal: "h back" in terminal.rows[-1])
        terminal.send("qq")
        assert terminal.ended() == 0


def test_it_starts_in_a_tiny_terminal(sample: Path) -> None:
    with Terminal(home=sample, size=(20, 5)) as terminal:
        terminal.see("Too small")
        terminal.resize(24, 6)
        terminal.see(lambda terminal: any("▌" in row for row in terminal.rows))
        terminal.send("q")
        assert terminal.ended() == 0


def test_without_a_terminal_it_says_so_in_one_line(sample: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=environment(sample),
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("reader: the app needs a terminal")
    assert done.stderr.count("\n") == 1


def test_what_another_process_adds_appears(sample: Path, tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", ["一", "二"])
    with Terminal(home=sample) as terminal:
        opened(terminal)
        terminal.send("j", "j", "j")
        terminal.see(lambda terminal: "▌" in terminal.rows[10] and "小岛用潮汐" in terminal.rows[10])
        command = [sys.executable, "-m", "reader", "add", str(tmp_path / "pages")]
        subprocess.run(command, env=environment(sample), check=True, capture_output=True)
        terminal.see("Articles · 18", patience=SHOWN_WITHIN)
        terminal.rest()
        (cursor,) = (row for row in terminal.rows if row.startswith("│▌") and "小岛用潮汐" in row)
        assert "小岛用潮汐" in terminal.rows[4][28:] or "小岛用潮汐" in terminal.text.replace(cursor, "")


def test_what_another_process_adds_to_an_empty_library_appears(home: Path, tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", ["一"])
    with Terminal(home=home) as terminal:
        terminal.see("Your library is empty")
        command = [sys.executable, "-m", "reader", "add", str(tmp_path / "pages")]
        subprocess.run(command, env=environment(home), check=True, capture_output=True)
        terminal.see("冬天的渡口一", patience=SHOWN_WITHIN)


def test_the_empty_library_leads_to_the_sample(home: Path) -> None:
    with Terminal(home=home) as terminal:
        terminal.see("Your library is empty")
        terminal.send(ENTER)
        terminal.see("Articles · 16")
        terminal.send("q")
        assert terminal.ended() == 0
    assert not [path.name for path in home.iterdir() if path.name.startswith("reader-sample")]


@pytest.mark.parametrize(
    "content",
    [b"", b"not a library\n" * 99, b'{"_default": [1, 2]}', bytes(range(256)) * 16],
    ids=["empty", "text", "other JSON", "bytes"],
)
def test_an_odd_library_file_is_no_crash(home: Path, content: bytes) -> None:
    (home / "articles.json").write_bytes(content)
    with Terminal(home=home) as terminal:
        terminal.see(lambda terminal: "library" in terminal.text and "Opening" not in terminal.text)
        terminal.rest()
        assert terminal.process.isalive()
        terminal.send("q")
        assert terminal.ended() == 0
        assert "Traceback" not in terminal.text


def test_a_library_that_cannot_be_opened_is_told_on_a_card(home: Path) -> None:
    (home / "articles.json").mkdir()
    card = ("The library cannot be", "articles.json is a", "move it away", "q  quits; nothing was")
    with Terminal(home=home) as terminal:
        terminal.see(lambda terminal: all(words in terminal.text for words in card))
        terminal.send("j", "l", "b", "e", "u", "t", "c", "x", "s", "f", "3", "/", "a", ENTER, "\x1b")
        terminal.rest()
        assert all(words in terminal.text for words in card)
        terminal.send("q")
        assert terminal.ended() == 0


def test_keys_pressed_before_anything_is_shown_are_not_lost(sample: Path) -> None:
    with Terminal(home=sample) as terminal:
        terminal.send("jjq")
        assert terminal.ended(ENDS_WITHIN) == 0
        assert left_on(bytes(terminal.raw)) == set()
        assert "Traceback" not in terminal.text
