"""The words the program speaks."""

import ast
import re

import pytest

from reader.clutter import kinds, lines, phrases
from reader.core.query import Shelf
from reader.ui.commands import COMMANDS
from reader.wording import language_of, retold, speak, tr
from reader.wording.zh import TABLE
from reader.wording.zh_kept import KEPT
from tests.sources import modules


@pytest.fixture(autouse=True)
def english_again() -> object:
    yield
    speak("en")


def test_messages_are_english_until_another_language_is_spoken() -> None:
    message = "Too small: {columns}×{lines} cells at least"
    assert tr(message, columns=24, lines=6) == "Too small: 24×6 cells at least"
    speak("zh")
    assert tr(message, columns=24, lines=6) == "窗口太小：至少要 24×6 格"


def test_what_no_table_has_is_said_in_english_and_braces_without_values_stay() -> None:
    speak("zh")
    assert tr("no such message") == "no such message"
    assert tr("{not a field}") == "{not a field}"


@pytest.mark.parametrize(
    ("environment", "chosen", "spoken"),
    [
        ({}, "auto", "en"),
        ({"LANG": "zh_CN.UTF-8"}, "auto", "zh"),
        ({"LANG": "zh_TW.Big5"}, "auto", "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, "auto", "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh"}, "auto", "zh"),
        ({"LANG": "C.UTF-8"}, "zh", "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "en", "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "auto", "zh"),
    ],
)
def test_the_language_is_the_one_chosen_else_that_of_the_locale(
    environment: dict[str, str], chosen: str, spoken: str
) -> None:
    assert language_of(environment, chosen) == spoken


def test_kept_sentences_are_said_again_in_the_language_spoken() -> None:
    speak("zh")
    assert retold("12 titles in a row, each with a source and a date") == "连续 12 个标题，各带来源和日期"
    assert retold("3 short lines in a row: controls of the page") == "连续 3 个短行：页面的控件"
    assert retold("your rule of 2026-01-02 for 潮间科技") == "你在 2026-01-02 为 潮间科技 定的规则"
    assert retold("a copyright line") == "版权行"
    assert retold("a sentence of a later version") == "a sentence of a later version"


def test_every_reason_that_a_page_can_give_has_words_in_chinese() -> None:
    cues = (*phrases.WORD_CUES.values(), *phrases._OPENER_CUES, *phrases._MARK_CUES, lines._ROW_OF_LINKS)
    reasons = {cue.why for cue in cues} | {*kinds._WHY.values(), *kinds._SHOWN_WHY.values()}
    assert reasons - KEPT.keys() == set()


def said() -> set[str]:
    """Return every message that the code gives to `tr`, and the many of `trn`, as far as they stand there."""
    found = set()
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "trn"):
                message = node.args[0 if node.func.id == "tr" else 1]
                parts = (message.body, message.orelse) if isinstance(message, ast.IfExp) else (message,)
                found |= {part.value for part in parts if isinstance(part, ast.Constant)}
    return found


def tabled() -> set[str]:
    """Return the messages of the table of commands."""
    return {part for command in COMMANDS for part in (command.title, command.group, command.hint) if part}


def literals() -> set[str]:
    """Return every text that stands in the code outside the tables."""
    trees = (tree for name, tree in modules().items() if not name.startswith("reader.wording."))
    texts = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {node.value for node in texts if isinstance(node.value, str)}


def fields(message: str) -> set[str]:
    """Return a message's fields with their formats."""
    return set(re.findall(r"\{\w+(?::[^}]*)?\}", message))


def test_every_message_has_words_in_chinese() -> None:
    assert (said() | tabled()) - TABLE.keys() == set()


def test_every_chinese_message_is_said() -> None:
    shelves = {shelf.value.capitalize() for shelf in Shelf}
    assert TABLE.keys() - literals() - tabled() - shelves == set()


@pytest.mark.parametrize("table", [TABLE, KEPT], ids=["told", "kept"])
def test_every_chinese_message_has_the_fields_of_the_english_one(table: dict[str, str]) -> None:
    differing = {message: chinese for message, chinese in table.items() if fields(message) != fields(chinese)}
    assert differing == {}


@pytest.mark.parametrize("table", [TABLE, KEPT], ids=["told", "kept"])
def test_chinese_messages_are_set_as_chinese_is(table: dict[str, str]) -> None:
    """Behind Chinese stand full-width marks, without spaces; between Chinese and Latin letters or digits stands one."""
    han, marks = "[\u4e00-\u9fff]", "[，。；：！？、（）]"
    odd = re.compile(rf"{han}[,;:!?](?!\S*\}})|\S {marks}|{marks} \S|{han}[a-zA-Z0-9]|[a-zA-Z0-9]{han}")
    assert [chinese for chinese in table.values() if odd.search(chinese)] == []
