"""Every gesture of highlighting in a terminal of 80 x 24, and that what was acknowledged survives kill -9."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.core.state import Highlight
from reader.library import Library
from tests.pty.terminal import BACKSPACE, ENTER, ESCAPE, Terminal, click

FIRST = "潮间科技3月17日消息"
SENTENCE = FIRST + ",位于青螺湾口的望潮岛上周完成了潮汐能机组的首个满月运行。"


@pytest.fixture
def terminal(sample: Path) -> Iterator[Terminal]:
    """The app on the sample library, in the article on the tide, at its first paragraph."""
    with Terminal(home=sample) as terminal:
        terminal.see("Articles · 16")
        terminal.rest()
        for key in ("j", "j", "j", "l"):
            terminal.send(key)
        terminal.see("h back")
        terminal.send("}")
        terminal.see(lambda terminal: f"▎ {FIRST}" in terminal.text)
        terminal.rest()
        yield terminal


def kept(home: Path) -> list[Highlight]:
    with Library.open(home) as library:
        return [one for row in library.catalog.rows for one in row.state.highlights]


def do(terminal: Terminal, key: str, seen: str | Callable[[Terminal], bool]) -> None:
    """Press a key and wait for what it should do."""
    terminal.send(key)
    terminal.see(seen)


def test_choosing_by_sentences_words_and_paragraphs(terminal: Terminal) -> None:
    do(terminal, ")", f"{len(SENTENCE)} characters · . , word")
    do(terminal, ")", lambda terminal: f"{len(SENTENCE)} characters" not in terminal.text)
    do(terminal, "(", f"{len(SENTENCE)} characters")
    do(terminal, "}", lambda terminal: f"{len(SENTENCE)} characters" not in terminal.text)
    do(terminal, "(", lambda terminal: " characters ·" in terminal.text)
    do(terminal, ESCAPE, "h back")
    do(terminal, "{", lambda terminal: "▎ 小岛用潮汐" in terminal.text or f"▎ {FIRST}" in terminal.text)
    do(terminal, "}", lambda terminal: "▎ " in terminal.text)
    do(terminal, ".", " characters ·")
    do(terminal, ".", " characters ·")
    do(terminal, ",", " characters ·")
    do(terminal, "v", " characters ·")


def test_full_width_keys_do_the_same(terminal: Terminal) -> None:
    do(terminal, "）", f"{len(SENTENCE)} characters")
    do(terminal, "（", "Nothing is chosen any more")


def test_highlighting_colouring_noting_and_undoing(terminal: Terminal, sample: Path) -> None:
    do(terminal, ")", " characters ·")
    do(terminal, "a", "Highlighted in yellow · u undoes")
    do(terminal, "A", "Colour:")
    for key in ("绿", ENTER):
        terminal.send(key)
    terminal.see("Highlighted in green")
    do(terminal, "n", "Note:")
    for key in ("值", "得", "再", "读", "，", ENTER):
        terminal.send(key)
    terminal.see("✎ 值得再读，")
    assert f"✎{FIRST}" in terminal.text
    (one,) = kept(sample)
    assert (one.quote, one.colour, one.note) == (SENTENCE, "green", "值得再读，")
    do(terminal, "n", "Note:")
    for key in (*[BACKSPACE] * 5, ENTER):
        terminal.send(key)
    terminal.see("Note removed")
    do(terminal, "a", "Highlight removed")
    do(terminal, "u", "Undone")
    terminal.see("1 highlight ·")


def test_a_paragraph_without_choosing_anything(terminal: Terminal, sample: Path) -> None:
    do(terminal, "a", "Highlighted in yellow")
    (one,) = kept(sample)
    assert one.quote.startswith(SENTENCE)


def test_dragging_the_mouse_chooses_what_is_highlighted(terminal: Terminal, sample: Path) -> None:
    column, row = terminal.find(FIRST)
    terminal.send(
        f"\x1b[<0;{column + 1};{row + 1}M", f"\x1b[<32;{column + 8};{row + 1}M", f"\x1b[<0;{column + 8};{row + 1}m"
    )
    terminal.rest()
    do(terminal, "a", "Highlighted in yellow")
    (one,) = kept(sample)
    assert FIRST.startswith(one.quote)
    assert len(one.quote) in (4, 5)


def test_the_list_of_highlights(terminal: Terminal, sample: Path) -> None:
    do(terminal, "a", "Highlighted in yellow")
    do(terminal, "M", "Highlights · 1")
    assert SENTENCE[:20] in terminal.text
    do(terminal, "n", "Note:")
    terminal.send("t", "i", "d", "e", ENTER)
    terminal.see("✎ tide · 小岛用潮汐")
    do(terminal, "/", "Filter: words")
    terminal.send("x", "q")
    terminal.see("Nothing like that")
    do(terminal, ESCAPE, "✎ tide")
    do(terminal, "M", lambda terminal: "of this article" not in terminal.text)
    do(terminal, "A", "yellow · newest first")
    do(terminal, "A", "Nothing like that")
    for key in "AAAA":
        terminal.send(key)
    terminal.see("✎ tide")
    do(terminal, "s", "by article")
    do(terminal, "y", "Quote copied with its source")
    do(terminal, "D", "None yet")
    do(terminal, "u", "✎ tide")
    do(terminal, ENTER, lambda terminal: f"▎✎{FIRST}" in terminal.text)
    (one,) = kept(sample)
    assert one.note == "tide"


def test_a_click_shows_the_note_and_in_the_list_goes_to_it(terminal: Terminal) -> None:
    do(terminal, "n", "Note:")
    terminal.send("t", "i", "d", "e", ENTER)
    terminal.see("✎ tide ·")
    do(terminal, "}", lambda terminal: "✎ tide ·" not in terminal.text)
    terminal.send(click(*terminal.find(FIRST)))
    terminal.see("✎ tide ·")
    terminal.send("g", "M")
    terminal.see("Highlights · 1")
    terminal.rest()
    place = terminal.find(FIRST)
    terminal.send(click(*place), click(*place))
    terminal.see(lambda terminal: f"▎✎{FIRST}" in terminal.text)


def test_what_was_said_to_be_highlighted_survives_kill_9(terminal: Terminal, sample: Path) -> None:
    do(terminal, ")", " characters ·")
    do(terminal, "a", "Highlighted in yellow")
    terminal.process.kill(signal.SIGKILL)
    terminal.process.wait()
    (one,) = kept(sample)
    assert one.quote == SENTENCE
