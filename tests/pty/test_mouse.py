"""Everything that is looked at can be clicked, dragged or wheeled: hints, suggestions, dialogues, bars."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.terminal import CTRL_C, ESCAPE, Terminal, click, wheel
from tests.pty.test_gestures import IN_ARTICLE, cursor_at, do

SECOND = "活版印刷所"
IN_LIST = "q quit"


@pytest.fixture
def terminal(sample: Path) -> Iterator[Terminal]:
    """The app on the sample library, opened and drawn."""
    with Terminal(home=sample) as terminal:
        terminal.see("Articles · 16")
        terminal.see(IN_LIST)
        terminal.rest()
        yield terminal


def drag(start: tuple[int, int], stop: tuple[int, int]) -> list[str]:
    """Return a press at a cell, a move to another with the button down, and its release there (xterm, SGR mode)."""
    (x, y), (to_x, to_y) = start, stop
    between = ((x + to_x) // 2, (y + to_y) // 2)
    moves = [f"\x1b[<32;{column + 1};{row + 1}M" for column, row in (between, stop)]
    return [f"\x1b[<0;{x + 1};{y + 1}M", *moves, f"\x1b[<0;{to_x + 1};{to_y + 1}m"]


def test_hints_can_be_clicked(terminal: Terminal) -> None:
    do(terminal, click(*terminal.find("l read")), IN_ARTICLE)
    do(terminal, click(*terminal.find("h back")), IN_LIST)
    do(terminal, click(*terminal.find("b bookmark")), "Bookmark removed")
    do(terminal, "j", cursor_at(SECOND))
    terminal.see(IN_LIST)
    do(terminal, click(*terminal.find("/ search")), "Esc back")
    do(terminal, click(*terminal.find("Ctrl-T texts")), "Search in texts")
    do(terminal, click(*terminal.find("Esc back")), IN_LIST)
    column, row = terminal.find("q quit")
    terminal.send(click(column + 5, row))
    assert terminal.ended() == 0


def test_dialogues_are_wheeled_and_closed_by_a_click_beside_them(terminal: Terminal) -> None:
    do(terminal, click(*terminal.find("? keys")), "Next row or line")
    do(terminal, wheel(30, 12, down=True) * 3, lambda terminal: "Next row or line" not in terminal.text)
    do(terminal, wheel(30, 12, down=False) * 3, "Next row or line")
    terminal.press(click(30, 12))
    terminal.see("Next row or line")
    do(terminal, click(0, 12), IN_LIST)
    terminal.gone("Next row or line")


def test_the_search_box_and_its_suggestions_are_clicked(terminal: Terminal) -> None:
    do(terminal, click(10, 1), "Esc back")
    do(terminal, "is:", "not read yet")
    do(terminal, click(*terminal.find("not read yet")), "│ is:unread")
    terminal.see("Articles · 12")
    do(terminal, click(10, 6), cursor_at(SECOND))
    terminal.see(IN_LIST)


def test_a_passage_is_selected_by_dragging_and_copied(terminal: Terminal) -> None:
    do(terminal, "j", cursor_at(SECOND))
    do(terminal, "l", IN_ARTICLE)
    column, row = terminal.find("「号外」で")
    terminal.send(*drag((column, row), (column + 7, row)))
    terminal.rest()
    terminal.send(CTRL_C)
    wanted = base64.b64encode("「号外」".encode())
    terminal.see(lambda terminal: wanted[:16] in bytes(terminal.raw))


def test_scroll_bars_are_dragged(terminal: Terminal) -> None:
    terminal.press(*drag((28, 5), (28, 20)))
    terminal.gone(SECOND)
    terminal.press(*drag((28, 20), (28, 4)))
    terminal.see(SECOND)


def test_the_palette_is_clicked(terminal: Terminal) -> None:
    do(terminal, ":", "🔎")
    do(terminal, "what is new", "What is new")
    terminal.rest()
    column, row = next((12, row) for row, text in enumerate(terminal.rows) if text.strip() == "What is new")
    do(terminal, click(column, row), "closes")
    do(terminal, ESCAPE, IN_LIST)
