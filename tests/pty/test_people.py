"""People differ: no colours, few colours, no mouse, a Chinese input method, a screen reader that follows the cursor."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.terminal import CTRL_Q, DOWN, ENTER, ESCAPE, Terminal, sequences
from tests.pty.test_gestures import IN_ARTICLE, cursor_at, do, line_at

FIRST, SECOND, THIRD = "The Slowest Race", "活版印刷所", "Bus depot chess"
IN_LIST = "q quit"


def settled(home: Path, text: str) -> Path:
    """Give a home a settings file; return the home."""
    folder = home / "archive-reader"
    folder.mkdir(exist_ok=True)
    (folder / "settings.toml").write_text(text, "utf-8")
    return home


@pytest.fixture
def terminal(sample: Path) -> Iterator[Terminal]:
    """The app on the sample library, opened and drawn."""
    with Terminal(home=sample) as terminal:
        terminal.see("Articles · 16")
        terminal.rest()
        yield terminal


def colours(raw: bytes) -> list[str]:
    """Return the SGR sequences that set a colour (ECMA-48, 8.3.117; ISO 8613-6 for 38 and 48)."""
    found = []
    for sequence in sequences(raw):
        if match := re.fullmatch(r"\x1b\[([0-9;:]*)m", sequence):
            numbers = [int(number) for number in re.split("[;:]", match[1]) if number]
            if any(30 <= number <= 49 or 90 <= number <= 107 for number in numbers):
                found.append(sequence)
    return found


def test_without_colours_none_is_sent_and_states_are_seen(sample: Path) -> None:
    with Terminal(home=sample, variables={"NO_COLOR": "1"}) as terminal:
        terminal.see("Articles · 16")
        do(terminal, "j", cursor_at(SECOND))
        terminal.press("j", "j", "l", "/", *"潮汐", ENTER, "n", "a", "?", ESCAPE, ":", ESCAPE, "v", "T", "T")
        terminal.see(IN_ARTICLE)
        assert colours(bytes(terminal.raw)) == []
        styles = {
            number for each in sequences(bytes(terminal.raw)) for number in re.findall(r"\d+", each) if each[-1] == "m"
        }
        assert {"1", "4", "7"} <= styles
        terminal.send(CTRL_Q)
        terminal.ended()
    assert colours(bytes(terminal.raw)) == []


def test_an_empty_no_color_says_nothing(sample: Path) -> None:
    with Terminal(home=sample, variables={"NO_COLOR": ""}) as terminal:
        terminal.see("Articles · 16")
        assert colours(bytes(terminal.raw))


@pytest.mark.parametrize("kind", ["xterm-16color", "xterm", "linux", "vt100", "dumb", "screen", ""])
def test_terminals_of_all_kinds(sample: Path, kind: str) -> None:
    with Terminal(home=sample, variables={"TERM": kind}) as terminal:
        terminal.see("Articles · 16")
        do(terminal, "j", cursor_at(SECOND))
        do(terminal, "l", IN_ARTICLE)
        terminal.see(line_at("活版印刷所"))
        terminal.send(CTRL_Q)
        assert terminal.ended() == 0
        assert b"Traceback" not in terminal.raw


def test_few_colours_are_sent_where_there_are_few(sample: Path) -> None:
    with Terminal(home=sample, variables={"TERM": "xterm-16color"}) as terminal:
        terminal.see("Articles · 16")
        assert not [each for each in colours(bytes(terminal.raw)) if re.search("[34]8[;:]2", each)]


def test_a_chinese_input_method_may_stay_on(terminal: Terminal) -> None:
    do(terminal, "ｊ", cursor_at(SECOND))
    do(terminal, "ｋ", cursor_at(FIRST))
    do(terminal, "】", lambda terminal: not cursor_at(FIRST)(terminal))
    do(terminal, "「", lambda terminal: True)
    do(terminal, "ｇ", cursor_at(FIRST))
    do(terminal, "ｌ", IN_ARTICLE)
    do(terminal, "\u3000", lambda terminal: "─ 0 % ─" not in terminal.text)
    do(terminal, "ｑ", IN_LIST)
    do(terminal, "、", "Esc back")
    do(terminal, "潮\u3000汐－《", "潮 汐－《")
    do(terminal, ESCAPE, IN_LIST)
    do(terminal, "：", "🔎")
    do(terminal, ESCAPE, IN_LIST)
    do(terminal, "？", "Next row or line")
    do(terminal, "ｑ", IN_LIST)


def test_the_terminals_cursor_follows_the_rows_and_lines(terminal: Terminal) -> None:
    """Screen readers and Braille lines show the line that the terminal's own cursor stands on."""

    def stands_on(text: str) -> bool:
        cursor = terminal.emulator.cursor
        return terminal.rows[cursor.y][cursor.x :].lstrip("●◉ ").startswith(text)

    for key, title in (("", FIRST), ("j", SECOND), (DOWN, THIRD), ("k", SECOND)):
        terminal.press(*key[:1] and [key])
        assert stands_on(title), title
    do(terminal, "l", line_at("活版印刷所"))
    terminal.rest()
    assert stands_on("活版印刷所")
    do(terminal, "j", lambda terminal: not line_at("活版印刷所")(terminal))
    terminal.rest()
    cursor = terminal.emulator.cursor
    assert terminal.rows[cursor.y][cursor.x - 2] == "▎"
    do(terminal, "/", "Find in article")
    do(terminal, "ab", "ab")
    terminal.rest()
    assert (terminal.emulator.cursor.y, terminal.rows[1][: terminal.emulator.cursor.x].strip("│ ")) == (1, "ab")


def test_the_mouse_is_left_to_the_terminal_when_it_is_to_be(sample: Path) -> None:
    with Terminal(home=settled(sample, "mouse = false\n")) as terminal:
        terminal.see("Articles · 16")
        assert b"\x1b[?1000h" not in terminal.raw
        assert b"\x1b[?1003h" not in terminal.raw


def test_the_language_is_the_locales_or_the_one_set(sample: Path) -> None:
    with Terminal(home=sample, variables={"LANG": "zh_CN.UTF-8"}) as terminal:
        terminal.see("16")
        do(terminal, "？", "关闭")
    with Terminal(home=settled(sample, 'language = "en"\n'), variables={"LANG": "zh_CN.UTF-8"}) as terminal:
        do(terminal, "？", "closes")


def test_everything_wrong_in_the_settings_is_told_in_one_line_and_the_app_does_not_start(sample: Path) -> None:
    broken = 'theme = "nowhere"\nspacing = 3\n[keys]\nbookmark = "j"\nsearch = "k"\nundo = "f99"\n'
    with Terminal(home=settled(sample, broken), size=(400, 24)) as terminal:
        assert terminal.ended() == 2
        (line,) = filter(None, terminal.rows)
    assert line.startswith("reader: ")
    for told in (
        "theme is not nowhere (line 1)",
        "spacing must be a text (line 2)",
        "has down (line 4)",
        "has up (line 5)",
    ):
        assert told in line


def test_remapped_keys_work_in_dialogues_too(sample: Path) -> None:
    home = settled(
        sample, '[keys]\ndown = "N"\nprevious_match = "f13"\nback = "Q,escape"\nhelp = "@"\nquit = "f12"\nalone = ""\n'
    )
    with Terminal(home=home) as terminal:
        terminal.see("Articles · 16")
        do(terminal, "N", cursor_at(SECOND))
        do(terminal, "＠", "Next row or line")
        first = terminal.rows[3]
        do(terminal, "N", lambda terminal: terminal.rows[3] != first)
        do(terminal, "Ｑ", cursor_at(SECOND))
        terminal.send("\x1b[24~")
        assert terminal.ended() == 0
