"""The app where the locale is Chinese, used through an input method: full-width marks, fields and values in Chinese."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.terminal import CTRL_Q, ENTER, ESCAPE, Terminal


@pytest.fixture
def terminal(sample: Path) -> Iterator[Terminal]:
    """The app on the sample library in Chinese, opened and drawn."""
    with Terminal(home=sample, variables={"LC_ALL": "zh_CN.UTF-8"}) as terminal:
        terminal.see("文章 · 16")
        terminal.see("11 分钟")
        terminal.rest()
        yield terminal


def test_a_query_typed_in_chinese(terminal: Terminal) -> None:
    terminal.send("/", "状态：书签")
    terminal.see("已加书签")
    terminal.send(" 来源：潮间", ENTER)
    terminal.see("来自 潮间，已加书签")
    terminal.see("小岛用潮汐")
    terminal.rest()
    terminal.send("F")
    terminal.see("文章 · 16")


def test_marking_and_quitting(terminal: Terminal) -> None:
    terminal.send("e")
    terminal.see("已归档 · u 撤销")
    terminal.send("u")
    terminal.see("已撤销：已归档")
    terminal.send("？")
    terminal.see("Esc 关闭")
    terminal.send(ESCAPE)
    terminal.gone("Esc 关闭")
    terminal.send(CTRL_Q)
    assert terminal.ended() == 0
