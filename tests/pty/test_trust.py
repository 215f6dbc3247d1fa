"""The app when the disk refuses, when it is ended, when another process writes: nothing is lost, nothing is faked."""

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.config import load_session
from reader.core.changes import Field, set_flag
from reader.library import Library
from tests.conftest import NOON
from tests.pty.terminal import Terminal, environment, left_on

ENDS_WITHIN = 5.0
SHOWN_WITHIN = 3.0
"""Seconds on a busy machine; half a second is usual."""

STAR = "✦"

APP = (sys.executable, "-B", "-m", "reader")
"""Python does not notice when a .pyc file that it writes is cut off by a full disk, and is broken ever after."""


def opened(terminal: Terminal) -> None:
    terminal.see("Articles · 16")
    terminal.see("11 min")
    terminal.rest()


def first_row(terminal: Terminal) -> str:
    return "".join(terminal.rows[4:6])


def test_what_the_disk_refuses_is_told_and_not_shown(sample: Path) -> None:
    with Terminal(home=sample, program=APP) as terminal:
        opened(terminal)
        assert STAR in first_row(terminal)
        size = (sample / "articles.json").stat().st_size
        limits = resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        terminal.send("b")
        terminal.see("articles.json could not be written")
        terminal.rest()
        assert STAR in first_row(terminal)
        assert (sample / "articles.json").stat().st_size == size
        resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, limits)
        terminal.send("b")
        terminal.see("Bookmark removed")
        terminal.see(lambda terminal: STAR not in first_row(terminal))
        terminal.send("q")
        assert terminal.ended(ENDS_WITHIN) == 0
    with Library.open(sample) as library:
        assert library.notices == ()


def test_a_disk_that_refuses_everything_does_not_keep_the_app_from_ending(sample: Path) -> None:
    with Terminal(home=sample, program=APP) as terminal:
        opened(terminal)
        terminal.press("l", "j", "j", "j")
        resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        terminal.press("b")
        terminal.send("qq")
        assert terminal.ended(ENDS_WITHIN) == 0
        assert left_on(bytes(terminal.raw)) == set()
        assert "Traceback" not in terminal.text


@pytest.mark.parametrize("way", ["SIGTERM", "SIGHUP", "SIGINT", "closed"])
def test_the_place_is_kept_however_the_app_ends(sample: Path, way: str) -> None:
    with Terminal(home=sample) as terminal:
        opened(terminal)
        terminal.press("l")
        terminal.send(" ", "j")
        terminal.see(lambda terminal: " 0 % ─" not in terminal.text)
        if way == "closed":
            terminal.hang_up()
        else:
            terminal.process.kill(signal.Signals[way])
        terminal.ended(ENDS_WITHIN)
    with Library.open(sample) as library:
        row = library.catalog.find(load_session(sample).article or "")
        assert row.article.title.startswith("The Slowest Race")
        assert row.state.position is not None
        assert row.state.position.block > 3
    assert not list(sample.rglob("*.tmp"))


def test_another_process_is_seen_while_a_query_is_typed(sample: Path) -> None:
    with Library.open(sample, clock=lambda: NOON) as library, Terminal(home=sample) as terminal:
        opened(terminal)
        terminal.press("j", "j")
        (cursor,) = (row for row in terminal.rows if row.startswith("│▌◉"))
        title = cursor.split()[1][:6]
        (row,) = (row for row in library.catalog.rows if row.article.title.startswith(title))
        library.apply(set_flag(Field.BOOKMARKED, [row], NOON))
        terminal.see(lambda terminal: any(shown.startswith(f"│▌{STAR}") for shown in terminal.rows), SHOWN_WITHIN)
        assert any(shown.startswith(cursor[:8]) for shown in terminal.rows), "the cursor is where it was"
        terminal.press("/", "i", "n")
        library.apply(set_flag(Field.BOOKMARKED, [library.catalog.find(row.id)], None))
        time.sleep(1)
        terminal.press("g")
        assert " ing" in terminal.rows[1], "what was typed is still there"


def test_ctrl_c_stops_add_and_adding_again_goes_on(home: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(800):
        (pages / f"{number:03}.txt").write_text(
            f"第 {number} 封信\n\n今天的第 {number} 封信，从河的那边来。\n", "utf-8"
        )
    with Terminal("add", pages, home=home) as terminal:
        terminal.see("new ")
        terminal.send("\x03")
        assert terminal.ended(ENDS_WITHIN) == 130
        told = terminal.text.count("new ")
        assert "Traceback" not in terminal.text
    again = subprocess.run(
        [sys.executable, "-m", "reader", "add", str(pages)],
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    assert again.stdout.count("duplicate ") >= min(told, 20)
    assert again.stdout.count("duplicate ") + again.stdout.count("new ") == 800
    with Library.open(home) as library:
        assert len(library.catalog.rows) == 800
        assert library.notices == ()
    assert not list(home.rglob("*.tmp"))
