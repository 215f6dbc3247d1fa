"""Selecting, tags, orders and filters, in a terminal of 80 x 24."""

from tests.pty.terminal import ENTER, ESCAPE, Terminal, click
from tests.pty.test_gestures import SECOND, cursor_at, do

SHIFT_DOWN, SHIFT_UP = "\x1b[1;2B", "\x1b[1;2A"
F11 = "\x1b[23~"


def marked(terminal: Terminal) -> int:
    """Return how many rows in sight carry the mark of the selection."""
    return sum(row[2:3] == "✓" for row in terminal.rows)


def test_selecting_by_keys(terminal: Terminal) -> None:
    do(terminal, "v", lambda terminal: marked(terminal) == 1 and cursor_at(SECOND)(terminal))
    do(terminal, "ｖ", "2 selected")
    do(terminal, SHIFT_DOWN, "4 selected")
    do(terminal, SHIFT_UP, "3 selected")
    do(terminal, ESCAPE, "newest first")
    assert marked(terminal) == 0
    do(terminal, "V", "16 selected")
    do(terminal, "V", "newest first")


def test_selecting_with_the_mouse(terminal: Terminal) -> None:
    terminal.send(click(10, 7, modifiers=16))
    terminal.see(lambda terminal: marked(terminal) == 1)
    terminal.send(click(3, 9))
    terminal.see("2 selected")
    terminal.send(click(10, 13, modifiers=4))
    terminal.see("4 selected")


def test_all_that_is_selected_is_changed_and_taken_back_at_once(terminal: Terminal) -> None:
    for key, told in (
        ("v", "1 selected"),
        ("v", "2 selected"),
        ("v", "3 selected"),
        ("r", "Marked 3 articles as read"),
        ("u", "Undone: marked 3 articles as read"),
        ("e", "Archived 3 articles"),
        ("u", "Undone: archived 3 articles"),
        ("U", "Done again: archived 3 articles"),
    ):
        do(terminal, key, told)
    terminal.see("Articles · 13")
    do(terminal, "4", "archived, newest first")
    do(terminal, "V", "selected")
    do(terminal, "D", "Moved 3 articles to the trash")


def test_tags_of_one_and_of_several(terminal: Terminal) -> None:
    do(terminal, "t", "Tags, separated by commas:")
    do(terminal, "fo", "food")
    do(terminal, "\t", "food, ")
    do(terminal, "x，y" + ENTER, "Tagged: food, x, y")
    do(terminal, "v", "1 selected")
    do(terminal, "v", "2 selected")
    do(terminal, "t", "Tags for 2 articles (+add, -remove):")
    do(terminal, "\x1b[B", "▌-food")
    do(terminal, ENTER, ": -food, ")
    do(terminal, "＋new" + ENTER, "Tagged 2 articles: +new, -food")
    do(terminal, "u", "Undone: tagged 2 articles: +new, -food")


def test_orders_and_filters_in_words(terminal: Terminal) -> None:
    do(terminal, "2", "unread, newest first")
    do(terminal, "s", "unread, oldest first")
    do(terminal, F11, "unread, last added first")
    do(terminal, "f", "1 found")
    terminal.see(", last added first · 1 found")
    do(terminal, "F", "Articles · 16")
    do(terminal, ":", "Search for commands")
    do(terminal, "by progress", "Sort by progress")
    do(terminal, ENTER, "furthest read first")
