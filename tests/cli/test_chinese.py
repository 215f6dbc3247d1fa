"""Where the locale is Chinese, people are told in Chinese; what programs read stays as it is."""

from pathlib import Path

import pytest

from tests.cli.program import PAGE, TITLE, Run


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    Path("page.txt").write_text(PAGE, "utf-8")
    Path("empty.txt").touch()


def test_adding_marking_and_taking_back(reader: Run) -> None:
    added = reader("add", "page.txt", "empty.txt")
    assert added.out.startswith("新增      ")
    assert added.err == "reader: empty.txt: 是空的；没有可添加的内容\n共 1 篇新增，1 个问题\n"
    id = reader("list").out.split()[0]
    assert reader("mark", id, "--bookmark", "--tag", "海").out == "已加书签\n已加标签：海\n"
    assert reader("undo").out == "已撤销：已加书签，已加标签：海\n"
    assert reader("redo").out == "已重做：已加书签，已加标签：海\n"
    assert reader("redo").err == "reader: 没有可重做的\n"


def test_a_query_and_what_of_it_was_not_understood(reader: Run) -> None:
    reader("add", "page.txt")
    found = reader("list", "灯塔 状态：未读 之后：很久")
    assert TITLE in found.out
    expected = "reader: “很久”不是日期；请写 2026-01、7d、今天（或 2026、2026-01-15、2w、3m、1y、昨天）。\n"
    assert found.err == expected


def test_the_trash_and_the_doctor(reader: Run) -> None:
    reader("add", "page.txt")
    reader("mark", reader("list").out.split()[0], "--trash")
    refused = reader("trash", "--empty")
    assert refused.err == "reader: 将永久删除 1 篇文章，无法恢复：加 --yes 则不再询问\n"
    assert reader("trash", "--empty", "--yes").out == "已永久删除 1 篇文章\n"
    Path("library/articles.json.tmp").touch()
    assert "提示：" in reader("doctor").out


def test_no_such_article(reader: Run) -> None:
    reader("add", "page.txt")
    assert reader("show", "zzz").err == "reader: 没有编号为 'zzz' 的文章：`reader list` 会显示编号\n"


def test_programs_are_told_in_english(reader: Run) -> None:
    reader("add", "page.txt")
    id = reader("list").out.split()[0]
    reader("mark", id, "--bookmark")
    (undone,) = reader("undo", "--json").objects
    assert undone == {"outcome": "undone", "what": "bookmarked", "ids": [id]}
    (problem,) = reader("add", "empty.txt", "--json").objects
    assert (problem["what"], problem["hint"]) == ("is empty", "there is nothing to add")
    assert reader("undo", "5", "--json").err == "reader: nothing to undo beyond that\n"
