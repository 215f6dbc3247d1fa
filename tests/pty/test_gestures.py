"""Everything a person does with keys and mouse, in a terminal of 80 x 24."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library import Library
from reader.ui.article_pane import REST
from tests.pty.terminal import CTRL_Q, DOWN, ENTER, ESCAPE, LEFT, RIGHT, SPACE, UP, Terminal, click, left_on, wheel

FIRST, SECOND, THIRD, TIDE = "The Slowest Race", "活版印刷所", "Bus depot chess", "小岛用潮汐"
IN_LIST, IN_ARTICLE = "l read", "h back"
HOME, END, PAGE_UP, PAGE_DOWN, DELETE = "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~", "\x1b[3~"
SHIFT_TAB, CTRL_D, CTRL_U, CTRL_F, CTRL_P, CTRL_Y, CTRL_Z = "\x1b[Z", "\x04", "\x15", "\x06", "\x10", "\x19", "\x1a"
F1, F4, F6, F7, F9 = "\x1bOP", "\x1bOS", "\x1b[17~", "\x1b[18~", "\x1b[20~"


def cursor_at(title: str) -> Callable[[Terminal], bool]:
    """Whether the list's cursor stands on a title."""
    return lambda terminal: any(row[1:2] in "▌▎" and title in row for row in terminal.rows if row)


def line_of(terminal: Terminal) -> str:
    """What the article's cursor stands on, empty when it is on a blank line or elsewhere."""
    lines = (row.rpartition("││")[2].partition("▎ ")[2] for row in terminal.rows)
    return next((line.rstrip("│ ▁▂▃▄▅▆▇█") for line in lines if line), "")


def line_at(text: str) -> Callable[[Terminal], bool]:
    """Whether the article's cursor stands on a line."""
    return lambda terminal: text in line_of(terminal)


def do(terminal: Terminal, key: str, seen: str | Callable[[Terminal], bool]) -> None:
    """Press a key and wait for what it should do."""
    terminal.send(key)
    terminal.see(seen)


def test_moving_in_the_list(terminal: Terminal) -> None:
    for key, title in (("j", SECOND), (DOWN, THIRD), ("k", SECOND), (UP, FIRST)):
        do(terminal, key, cursor_at(title))
    for down, up in (("G", "g"), (END, HOME), (SPACE, PAGE_UP), (PAGE_DOWN, PAGE_UP), (CTRL_D, CTRL_U)):
        terminal.send(down)
        terminal.see(lambda terminal: not cursor_at(FIRST)(terminal))
        do(terminal, up, cursor_at(FIRST))
    for key in ("]", "］", "J", "】"):
        terminal.send(key)
    terminal.see(cursor_at("Sundial"))
    for key in ("[", "K", "［", "【"):
        terminal.send(key)
    terminal.see(cursor_at(FIRST))


def test_reading_and_coming_back(terminal: Terminal) -> None:
    for into, back in (("l", "h"), (ENTER, ESCAPE), (RIGHT, LEFT), ("\t", SHIFT_TAB)):
        do(terminal, into, IN_ARTICLE)
        do(terminal, back, IN_LIST)
    do(terminal, "l", line_at("The Slowest Race"))
    do(terminal, "j", line_at("Leonora Vance"))
    do(terminal, "k", line_at("The Slowest Race"))
    do(terminal, "G", "100 %")
    do(terminal, "g", "─ 0 % ─")
    do(terminal, SPACE, lambda terminal: "─ 0 % ─" not in terminal.text)
    do(terminal, PAGE_UP, "─ 0 % ─")
    do(terminal, "J", line_at("活版印刷所"))
    do(terminal, "K", line_at("The Slowest Race"))
    do(terminal, "]", line_at(THIRD))


def test_the_end_of_an_article_leads_to_the_next_unread(terminal: Terminal) -> None:
    do(terminal, "l", line_at(FIRST))
    do(terminal, "J", line_at(SECOND))
    do(terminal, "G", "100 %")
    do(terminal, SPACE, line_at(THIRD))


def test_searching_titles(terminal: Terminal) -> None:
    for slash in ("/", "／", "、", CTRL_F):
        for typed in ("sdrdz", "守灯人", "shoudengren"):
            do(terminal, slash, "Esc back")
            do(terminal, typed, "1 found")
            terminal.see(cursor_at("守灯人"))
            do(terminal, ESCAPE, "Articles · 16 ─")
            terminal.see(IN_LIST)
    do(terminal, "/", "Esc back")
    do(terminal, "守灯人", "1 found")
    do(terminal, ENTER, line_at("守灯人"))
    do(terminal, ESCAPE, IN_LIST)
    terminal.see("1 of 16")
    do(terminal, ESCAPE, "Articles · 16 ─")


def test_letters_typed_at_once_after_a_slash_are_text(terminal: Terminal) -> None:
    """As a fast typist or a macro does: nothing of "/bed" may bookmark, archive or trash."""
    terminal.send("/bed？")
    terminal.see("│ bed？ ")
    terminal.see("Esc back")
    terminal.see(" of 16")


def test_finding_in_the_article(terminal: Terminal) -> None:
    terminal.send("j", "j", "j", "l", "/")
    terminal.see("Find in article")
    do(terminal, "潮汐", lambda terminal: "1 of " in terminal.rows[2])
    terminal.send(ENTER)
    terminal.see(IN_ARTICLE)
    do(terminal, "n", lambda terminal: "2 of " in terminal.rows[2])
    do(terminal, "N", lambda terminal: "1 of " in terminal.rows[2])
    do(terminal, ESCAPE, lambda terminal: "1 of " not in terminal.rows[2])
    terminal.see(IN_ARTICLE)
    do(terminal, ESCAPE, IN_LIST)


def test_marking(terminal: Terminal) -> None:
    for key, told in (
        ("b", "Bookmark removed · u undoes"),
        ("u", "Undone: bookmark removed"),
        ("U", "Done again: bookmark removed"),
        (CTRL_Z, "Undone: bookmark removed"),
        (CTRL_Y, "Done again: bookmark removed"),
        (F4, "Bookmarked · u undoes"),
        ("r", "Read · u undoes"),
        (F6, "Unread · u undoes"),
    ):
        do(terminal, key, told)
    for key, told in (("e", "Archived"), (F7, "Archived"), ("D", "Moved to the trash"), (DELETE, "Moved to the trash")):
        do(terminal, key, f"{told} · u undoes")
        terminal.see("Articles · 15")
        do(terminal, "u", "Undone: ")
        terminal.see("Articles · 16")


def test_tags(terminal: Terminal) -> None:
    do(terminal, "t", "Tags, separated by commas:")
    do(terminal, "慢, 科学，race", "慢, 科学，race")
    do(terminal, ENTER, "Tagged: ")
    do(terminal, "t", "commas: ")
    terminal.see(lambda terminal: "科学" in terminal.rows[-1])
    terminal.press(ESCAPE)  # what is offered
    terminal.send(ESCAPE)
    terminal.gone("commas: ")


def test_clutter(terminal: Terminal) -> None:
    terminal.send("l")
    terminal.see(IN_ARTICLE)
    for key, mode in (("c", "gone"), (F9, "shown"), ("c", "folded")):
        do(terminal, key, f"Clutter {mode}")
        terminal.see(f"Article · clutter {mode}")
    while "▸ " not in line_of(terminal):
        terminal.press("j")
    do(terminal, ENTER, line_at("▾ "))
    do(terminal, ENTER, line_at("▸ "))
    do(terminal, "C", line_at("▾ "))
    do(terminal, "C", line_at("▸ "))
    do(terminal, "x", "navigation: ")
    do(terminal, "x", "u undoes")
    do(terminal, "u", "Undone: ")
    terminal.see(line_at("▸ "))


def test_looking(terminal: Terminal) -> None:
    do(terminal, "s", "oldest first")
    for _ in range(6):
        terminal.send("s")
    terminal.see("newest first")
    for key, title in (("2", "Unread · "), ("3", "Bookmarked · "), ("4", "Archived · 0"), ("1", "Articles · 16 ─")):
        do(terminal, key, title)
    terminal.send("g", "j", "j", "j")
    terminal.see(cursor_at(TIDE))
    do(terminal, "f", "source:潮间科技")
    terminal.see("1 of 16")
    do(terminal, "F", "Articles · 16 ─")
    do(terminal, "w", lambda terminal: "Articles" not in terminal.text)
    do(terminal, "+", "Lines of up to 76 cells")
    do(terminal, "-", "Lines of up to 72 cells")
    do(terminal, "w", "Articles · 16 ─")


def test_help_and_palette(terminal: Terminal) -> None:
    for key in ("?", "？", F1):
        do(terminal, key, "Next row or line")
        do(terminal, ESCAPE, cursor_at(FIRST))
    for key in (":", "：", CTRL_P):
        do(terminal, key, "🔎")
        do(terminal, "what is new", "What is new")
        terminal.send(ESCAPE)
        terminal.gone("🔎")
    terminal.see(IN_LIST)


def test_mouse(terminal: Terminal) -> None:
    do(terminal, click(10, 6), cursor_at(SECOND))
    terminal.see(IN_LIST)
    terminal.send(click(10, 8), click(10, 8))
    terminal.see(IN_ARTICLE)
    terminal.see(cursor_at(THIRD))
    do(terminal, click(*terminal.find("▸ ")), "▾ ")
    do(terminal, wheel(50, 12, down=True), lambda terminal: THIRD not in terminal.rows[4][30:])
    do(terminal, wheel(50, 12, down=False), lambda terminal: THIRD in terminal.rows[4][30:])
    do(terminal, wheel(10, 12, down=True), lambda terminal: FIRST not in terminal.text)
    do(terminal, wheel(10, 12, down=False), FIRST)


def test_quitting(terminal: Terminal) -> None:
    terminal.send("l")
    do(terminal, "q", IN_LIST)
    assert left_on(bytes(terminal.raw)) == {"alternate screen", "mouse", "mouse motion", "paste", "cursor"}
    assert not terminal.echoes
    terminal.send("q")
    assert terminal.ended() == 0
    assert left_on(bytes(terminal.raw)) == set()
    assert terminal.echoes


def quit_with_q(terminal: Terminal) -> None:
    terminal.send("qq")
    assert terminal.ended() == 0


def quit_with_ctrl_q(terminal: Terminal) -> None:
    terminal.send(CTRL_Q)
    assert terminal.ended() == 0


def terminate(terminal: Terminal) -> None:
    terminal.process.kill(signal.SIGTERM)
    assert terminal.ended() == 0


def close_the_window(terminal: Terminal) -> None:
    terminal.hang_up()
    terminal.ended()


def kill_at_rest(terminal: Terminal) -> None:
    time.sleep(REST + 0.6)
    os.kill(terminal.process.pid, signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL


@pytest.mark.parametrize("end", [quit_with_q, quit_with_ctrl_q, terminate, close_the_window, kill_at_rest])
def test_marks_and_places_are_kept(sample: Path, end: Callable[[Terminal], None]) -> None:
    with Terminal(home=sample) as terminal:
        terminal.see("Articles · 16")
        do(terminal, "j", cursor_at(SECOND))
        do(terminal, "b", "Bookmarked")
        do(terminal, "l", line_at("活版印刷所"))
        terminal.press(SPACE)
        time.sleep(REST)
        terminal.rest()
        before = line_of(terminal)
        do(terminal, "j", lambda terminal: line_of(terminal) not in ("", before))
        here = line_of(terminal)
        end(terminal)
    with Library.open(sample) as library:
        (row,) = (row for row in library.catalog.rows if SECOND in row.article.title)
    assert row.state.bookmarked
    assert row.state.position.block > 3
    with Terminal(home=sample) as terminal:
        terminal.see("Articles · 16")
        terminal.see(cursor_at(SECOND))
        terminal.send("l")
        terminal.see(line_at(here))
