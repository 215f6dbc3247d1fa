"""Groups and the browser pane, in a terminal of 80 x 24."""

from pathlib import Path

import pytest

from tests.pty.terminal import CTRL_Q, DOWN, ENTER, ESCAPE, LEFT, RIGHT, UP, Terminal, click, wheel
from tests.pty.test_gestures import END, HOME, IN_ARTICLE, IN_LIST, PAGE_DOWN, PAGE_UP, cursor_at, do

BROWSING = "h back   B browse"


def test_grouping(terminal: Terminal) -> None:
    do(terminal, "z", "── Farthing Quarterly · 1 ─")
    terminal.see("by source · newest first")
    do(terminal, "j", cursor_at("Town votes"))
    do(terminal, "z", "── 2026-09 · 1 ─")
    terminal.see(cursor_at("Town votes"))
    do(terminal, "g", cursor_at("The Slowest Race"))
    do(terminal, "G", "── 2025-04 · 1 ─")
    do(terminal, "s", "by month · oldest first")
    do(terminal, "z", lambda terminal: "── 20" not in terminal.text)


def test_a_heading_is_clicked_in_vain_and_a_row_below_it_is_not(terminal: Terminal) -> None:
    do(terminal, "z", "── The Harrow Vale C")
    do(terminal, "j", cursor_at("Town votes"))
    column, row = terminal.find("── Thornmere Live")
    terminal.send(click(column, row))
    terminal.rest()
    terminal.see(cursor_at("Town votes"))
    do(terminal, click(column + 4, row + 1), cursor_at("Bus depot"))


@pytest.mark.parametrize("key", ["B", "Ｂ"])
def test_browsing_narrows_as_it_moves_and_gives_back(terminal: Terminal, key: str) -> None:
    do(terminal, key, BROWSING)
    terminal.see("Articles · 16")
    for down in ("j", DOWN):
        do(terminal, down, "1 of 16")
    terminal.see('source:"The Harrow Vale Courier"')
    do(terminal, "k", 'source:"Farthing Quarterly"')
    do(terminal, UP, "Articles · 16")
    do(terminal, END, "on:2025-04")
    do(terminal, HOME, "Articles · 16")
    do(terminal, PAGE_DOWN, " of 16")
    do(terminal, PAGE_UP, "Articles · 16")
    do(terminal, "G", "on:2025-04")
    do(terminal, ESCAPE, IN_LIST)
    terminal.see("Articles · 16")
    terminal.gone("Browse")


@pytest.mark.parametrize("key", [ENTER, "l", RIGHT])
def test_what_was_browsed_to_is_kept_and_read(terminal: Terminal, key: str) -> None:
    do(terminal, "B", BROWSING)
    do(terminal, "j", "1 of 16")
    do(terminal, key, IN_LIST)
    terminal.see("1 of 16")
    do(terminal, ENTER, IN_ARTICLE)
    do(terminal, LEFT, IN_LIST)
    do(terminal, "B", BROWSING)
    do(terminal, "j", "The Harrow Vale Courier, newest first")
    do(terminal, "B", IN_LIST)
    terminal.see('source:"Farthing Quarterly"')


def test_browsing_with_the_mouse(terminal: Terminal) -> None:
    do(terminal, "B", BROWSING)
    terminal.see("Months")
    column, row = terminal.find("no known source")
    do(terminal, click(column, row), "source:=")
    terminal.see("6 of 16")
    for _ in range(12):
        terminal.send(wheel(column, row, down=True))
    terminal.see("2025-04 ")
    do(terminal, click(*terminal.find("2025-04 ")), "on:2025-04")
    do(terminal, click(*terminal.find("newest first ─╯")), BROWSING)


def test_groups_and_browser_come_back_with_the_next_start(sample: Path, terminal: Terminal) -> None:
    do(terminal, "z", "by source")
    do(terminal, "B", BROWSING)
    do(terminal, "j", "1 of 16")
    terminal.send(CTRL_Q)
    assert terminal.ended() == 0
    with Terminal(home=sample) as again:
        again.see("by source · newest first")
        again.see("Browse")
        again.see("Articles · 16")
        again.see(IN_LIST)
