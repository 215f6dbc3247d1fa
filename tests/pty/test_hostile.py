"""Whatever a page, a file name or the clipboard holds, the terminal shows it and does not obey it."""

import sys
from pathlib import Path

import pytest

from reader.library import Library
from tests.pty.samples import ATTACKS, hostile_pages, places
from tests.pty.terminal import CTRL_U, ENTER, Terminal, click, kinds, paste, sequences

LARGE = (160, 50)

PASTED = "".join(attack for attack, _ in ATTACKS.values() if "\x1b" not in attack)
"""What can be pasted: terminals take ESC out of what they paste, and textual takes what follows one for keys."""

SEEN = "".join(seen for attack, seen in ATTACKS.values() if "\x1b" not in attack)

OF_A_LINE = {"\r", "\n", "\x1b[K"}
"""The control sequences that verbs use on a terminal."""

OURS = {
    *("\r", "\n", "\x1b[m", "\x1b[H"),
    *(f"\x1b[?{mode}h" for mode in (1049, 1000, 1003, 1004, 1006, 1015, 2004)),
    *("\x1b[?25l", "\x1b[?7l", "\x1b[?2026$p", "\x1b[?2048$p", "\x1b[>u", "\x1b]default\x07"),
}
"""The kinds of control sequences that textual 8 uses while an app runs: modes, places, colours, pointer shape."""


def obeyed(terminal: Terminal) -> set[str]:
    """Return the kinds of control sequences in the output that are not the app's own."""
    terminal.rest()
    return kinds(bytes(terminal.raw)) - OURS


def test_a_terminal_that_obeys_is_caught(tmp_path: Path) -> None:
    """The checks below can fail: a program that prints what it is given is caught, attack by attack."""
    for name, (attack, seen) in ATTACKS.items():
        script = f"import sys; sys.stdout.buffer.write({attack.encode()!r})"
        with Terminal(home=tmp_path, program=(sys.executable, "-S", "-c", script)) as terminal:
            terminal.ended()
        is_markup = attack == seen
        assert bool(obeyed(terminal)) is not is_markup, name
        assert (seen in terminal.flat) is is_markup, name
        assert bool(terminal.emulator.answers) is ("query" in name), name


def test_pages_in_the_article_pane(hostile: Path) -> None:
    with Terminal(home=hostile, size=LARGE) as terminal:
        terminal.see(f"Articles · {len(ATTACKS)}")
        terminal.send("c", "c", "w")
        for _, seen in reversed(ATTACKS.values()):
            terminal.see(lambda terminal, seen=seen: all(place in terminal.flat for place in places(seen)))
            terminal.send("J")
        assert not obeyed(terminal)
        assert not terminal.emulator.answers


def test_titles_and_sources_in_the_list(hostile: Path) -> None:
    with Terminal(home=hostile, size=LARGE) as terminal:
        for _, seen in ATTACKS.values():
            terminal.see(lambda terminal, seen=seen: places(seen)[0][5:-2] in terminal.flat)
        terminal.see(lambda terminal: f"长河{ATTACKS['delete'][1]}晚报" in terminal.flat)
        terminal.send("f")
        terminal.see("source:")
        assert not obeyed(terminal)


def is_emptied(terminal: Terminal) -> bool:
    """Whether nothing stands behind the question any more."""
    return terminal.rows[-1].rstrip().endswith("to add:")


BOXES = {
    "search": (("/", "Esc back"),),
    "tags": (("t", "Tags, separated"),),
    "palette": ((":", "🔎"),),
    "path": ((":", "🔎"), ("add files", "Add files or a folder"), (ENTER, "to add:"), (CTRL_U, is_emptied)),
}


@pytest.mark.parametrize("box", BOXES)
def test_a_paste_into_every_box(hostile: Path, box: str) -> None:
    with Terminal(home=hostile, size=LARGE) as terminal:
        terminal.see(f"Articles · {len(ATTACKS)}")
        for keys, seen in BOXES[box]:
            terminal.send(keys)
            terminal.see(seen)
        terminal.send(paste(PASTED))
        terminal.see(lambda terminal: SEEN.replace(" ", "") in terminal.flat)
        terminal.send(CTRL_U if box == "palette" else ENTER)
        terminal.rest()
        assert not obeyed(terminal)
        assert not terminal.emulator.answers


def test_markup_in_a_page_is_no_button(hostile: Path) -> None:
    shown = "渡口的[@click=app.quit]go[/]老船工"
    with Terminal(home=hostile, size=LARGE) as terminal:
        terminal.see(f"Articles · {len(ATTACKS)}")
        terminal.send("w", "G", "k", "K")
        while shown not in terminal.flat:
            terminal.press("J")
        column, row = terminal.find("go[/]")
        terminal.send(*[click(column + shift, row) for shift in range(5)])
        terminal.rest()
        assert terminal.process.isalive()
        assert shown in terminal.flat


def test_what_is_typed_into_the_search_box(hostile: Path) -> None:
    with Terminal(home=hostile, size=LARGE) as terminal:
        terminal.see(f"Articles · {len(ATTACKS)}")
        terminal.send("/", PASTED)
        terminal.see("[@click=app.quit]go[/]")
        terminal.rest()
        assert not obeyed(terminal)


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "--dry-run", "pages"),
        ("list",),
        ("list", "--json"),
        ("search", "--limit", "99", "冬天"),
        ("search", "--limit", "99", "--json", "冬天"),
        ("extract", "--clutter", "pages"),
        ("extract", "--json", "pages"),
    ],
    ids=" ".join,
)
def test_hostile_pages_on_the_command_line(hostile: Path, arguments: tuple[str, ...]) -> None:
    hostile_pages(hostile / "pages")
    with Terminal(*arguments, home=hostile, size=(200, 400)) as terminal:
        assert terminal.ended() == 0
    assert set(sequences(bytes(terminal.raw))) <= OF_A_LINE
    for _, seen in ATTACKS.values():
        assert places(seen)[0] in terminal.flat


@pytest.mark.parametrize("option", ["--clutter", "--json", "--original"])
def test_showing_a_hostile_page(hostile: Path, option: str) -> None:
    with Library.open(hostile) as library:
        ids = {row.article.title: row.id for row in library.catalog.rows}
    for name in ("clipboard", "8-bit title", "bidi override"):
        seen = ATTACKS[name][1]
        with Terminal("show", ids[places(seen)[0]], option, home=hostile, size=(200, 60)) as terminal:
            assert terminal.ended() == 0
        assert set(sequences(bytes(terminal.raw))) <= OF_A_LINE
        for place in places(seen):
            assert place in terminal.flat


@pytest.mark.parametrize(
    ("verb", "status"),
    [("add ", 1), ("extract ", 1), ("show ", 5), ("search --json ", 0), ("list ", 0), ("list --no-", 2), ("", 2)],
)
def test_hostile_arguments(home: Path, verb: str, status: int) -> None:
    *words, last = verb.split(" ")
    attacks = last + "".join(attack for attack, _ in ATTACKS.values())
    with Terminal(*words, attacks, home=home, size=(200, 20)) as terminal:
        assert terminal.ended() == status, terminal.text
    assert set(sequences(bytes(terminal.raw))) <= OF_A_LINE
    assert "Traceback" not in terminal.text


def test_a_problem_with_a_hostile_file_name(home: Path) -> None:
    folder = home / "pages"
    folder.mkdir()
    for attack, _ in ATTACKS.values():
        (folder / f"{attack.replace('/', '')}.txt").touch()
    (folder / "no utf-8 \udcff\udc9b6n.txt").touch()
    with Terminal("add", "pages", home=home, size=(200, 60)) as terminal:
        assert terminal.ended() == 1
    assert set(sequences(bytes(terminal.raw))) <= OF_A_LINE
    assert "noutf-8\ufffd\ufffd6n.txt:isempty" in terminal.flat
    for _, seen in ATTACKS.values():
        assert f"pages/{seen.replace('/', '')}.txt:isempty" in terminal.flat
