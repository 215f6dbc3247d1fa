"""Reading in a terminal of 80 x 24: the place through everything, marks, finding, links."""

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.pty.terminal import CTRL_Q, ENTER, ESCAPE, SPACE, Terminal, click, wheel
from tests.ui.long_articles import FOLDED, LINKED, LONG

BACK = "h back"


def library(home: Path, pages: list[tuple[str, str]]) -> Path:
    """Add pages to the library that the app opens in `home`, which is returned."""
    folder = home / "pages"
    folder.mkdir()
    for name, text in pages:
        (folder / name).write_text(text, "utf-8")
    with Library.open(home) as opened:
        list(opened.add([folder]))
    return home


@pytest.fixture
def long(tmp_path: Path) -> Iterator[Terminal]:
    """The app on an article of a thousand paragraphs, which is being read."""
    with reading(library(tmp_path, LONG)) as terminal:
        yield terminal


def reading(home: Path) -> Terminal:
    """Start the app and go into the article that it opens."""
    terminal = Terminal(home=home)
    terminal.see("Articles · 1")
    terminal.press(ENTER)
    terminal.see(BACK)
    return terminal


def line_of(terminal: Terminal) -> str:
    """What the article's cursor stands on."""
    lines = (row.rpartition("││")[2].partition("▎ ")[2] for row in terminal.rows)
    return next((line.strip("│ ▁▂▃▄▅▆▇█") for line in lines if line), "")


def test_what_was_read_two_seconds_before_survives_kill_9(tmp_path: Path) -> None:
    home = library(tmp_path, LONG)
    read: list[tuple[float, int]] = []
    with reading(home) as terminal:
        end = time.monotonic() + 4.0
        while time.monotonic() < end:  # the cursor never rests
            terminal.send("j")
            terminal.rest(0.05)
            if paragraph := re.match(r"第(\d+)段", line_of(terminal)):
                read.append((time.monotonic(), int(paragraph[1])))
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.ended()
    with Library.open(home) as opened:
        row = opened.catalog.rows[0]
        place = row.state.position  # block 0 is the title, block 1 the byline
        assert place is not None
        text = opened.body(row.id).blocks[place.block].text[place.offset :]
    assert place.block - 1 >= max(number for when, number in read if when < end - 2.0) > 1
    with reading(home) as terminal:
        terminal.see(lambda terminal: text.startswith(line_of(terminal)[:5]) and line_of(terminal) != "")


@pytest.mark.parametrize("ending", [signal.SIGHUP, signal.SIGTERM, None], ids=["hangup", "term", "quit"])
def test_the_place_is_kept_at_once_when_the_app_ends(tmp_path: Path, ending: int | None) -> None:
    home = library(tmp_path, LONG)
    with reading(home) as terminal:
        terminal.press(SPACE, SPACE, "j")
        left = line_of(terminal)
        if ending is None:
            terminal.send(CTRL_Q)
        else:
            os.kill(terminal.process.pid, ending)
        terminal.ended()
    with reading(home) as terminal:
        terminal.see(lambda terminal: line_of(terminal) == left)


def test_the_line_stays_through_resizing_clutter_and_spacing(long: Terminal) -> None:
    long.press("/", "第88段", ENTER)
    left = line_of(long)[:5]
    assert left == "第88段,"
    for key in ("c", "c", "c", "P", "P", "P", "-", "+"):
        long.press(key)
        long.see(lambda terminal: line_of(terminal).startswith(left))
    for size in ((100, 30), (60, 20), (80, 24)):
        long.resize(*size)
        long.rest()
        long.see(left)
    long.see(lambda terminal: line_of(terminal).startswith(left))


def test_the_wheel_takes_the_cursor_along(long: Terminal) -> None:
    for _ in range(8):
        long.press(wheel(60, 10, down=True))
    long.see(lambda terminal: line_of(terminal).startswith("第"))
    long.press("j")
    assert "%" in long.text


def test_a_mark_is_set_shown_and_gone_to(long: Terminal) -> None:
    long.press(SPACE, "j")
    left = line_of(long)
    long.press("m")
    long.see("Mark here as")
    long.press("a")
    long.see("Marked as a")
    long.press("G", "'")
    long.see(f"a {left[:4]}")
    long.press("a")
    long.see(lambda terminal: line_of(terminal) == left)
    long.press("'", "'")
    long.see("100 %")


def test_finding_with_pinyin_and_escape(long: Terminal) -> None:
    long.press("/")
    long.see("Find in article")
    for key in "chuangong":
        long.press(key)
    long.see("1 of 1,000")
    long.press(ENTER, "n")
    long.see("2 of 1,000")
    long.press("N", "N")
    long.see("from the end again")
    long.press(ESCAPE)
    long.gone("of 1,000")


def test_finding_in_what_is_folded(tmp_path: Path) -> None:
    with reading(library(tmp_path, FOLDED)) as terminal:
        terminal.press("/", "潮汐")
        terminal.see("hidden · Z")
        terminal.press(ENTER, "Z")
        terminal.gone("hidden · Z")
        terminal.press("N")
        terminal.see("▾")


def test_links_by_letter_by_list_and_by_mouse(tmp_path: Path) -> None:
    with reading(library(tmp_path, LINKED)) as terminal:
        terminal.press("L")
        terminal.see("Letters open a link")
        terminal.press("A")
        terminal.see("Copied: https://maps.example/up?x=1")
        terminal.press("L", "L")
        terminal.see("Links · 4")
        terminal.see("http://maps.example/last")
        terminal.press("G", "y")
        terminal.see("Copied: http://maps.example/last")
        column, row = terminal.find("https://maps")
        terminal.send(click(column + 2, row))
        terminal.see("click twice to open it")


def test_spacing_and_theme_are_remembered(tmp_path: Path) -> None:
    home = library(tmp_path, LONG)
    with reading(home) as terminal:
        terminal.press("P")
        terminal.see("Lines far apart")
        terminal.press("T")
        terminal.send(CTRL_Q)
        terminal.ended()
    session = (home / "session.json").read_text()
    assert '"spacing":"loose"' in session
    assert '"theme":"reader-light"' in session
    with reading(home) as terminal:
        terminal.press("P")
        terminal.see("Paragraphs close together")
