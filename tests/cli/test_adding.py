"""`reader add`: one outcome per document, whatever it is, and nothing stops the batch."""

import os
from pathlib import Path

import pytest

from reader import exits
from tests.cli.program import PAGE, TITLE, Run, written


def test_each_file_gets_a_line_and_the_end_a_summary(reader: Run) -> None:
    written("a.txt")
    empty = written("empty.txt", "")
    done = reader("add", "a.txt", "a.txt", empty, "nowhere.txt")
    assert done.code == exits.PROBLEMS
    assert done.out.split("\n")[0].endswith(TITLE)
    assert done.err.splitlines() == [
        "reader: empty.txt: is empty; there is nothing to add",
        "reader: nowhere.txt: is not there; check the path",
        "1 new, 2 problem in all",
    ]
    again = reader("add", "a.txt")
    assert (again.code, again.err) == (exits.DONE, "1 duplicate in all\n")


def test_for_programs(reader: Run) -> None:
    written("a.txt")
    new, problem = reader("add", "--json", "a.txt", "nowhere.txt").objects
    assert new == {"path": "a.txt", "outcome": "new", "id": new["id"], "title": TITLE}
    assert len(new["id"]) == 16
    what = {"line": None, "what": "is not there", "hint": "check the path"}
    assert problem == {"path": "nowhere.txt", "outcome": "problem", **what}


def test_a_dry_run_leaves_no_trace(reader: Run) -> None:
    done = reader("add", "--dry-run", written("a.txt"))
    assert (done.code, done.err) == (exits.DONE, "1 new would be added\n")
    assert not Path("library").exists()


def test_files_standard_input_and_folders_mixed(reader: Run) -> None:
    written("a.txt", "第一篇\n\n一。\n")
    written("folder/deep/c.txt", "第三篇\n\n三。\n")
    done = reader("add", "--json", "a.txt", "-", "folder", stdin="第二篇\n\n二。\n".encode())
    assert [each["path"] for each in done.objects] == ["a.txt", "-", "folder/deep/c.txt"]
    assert [each["title"] for each in done.objects] == ["第一篇", "第二篇", "第三篇"]


def test_empty_standard_input_is_a_problem(reader: Run) -> None:
    done = reader("add", "-")
    assert (done.code, done.err) == (
        exits.PROBLEMS,
        "reader: -: is empty; there is nothing to add\n1 problem in all\n",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_chinese_in_any_encoding_comes_out_alike(reader: Run, encoding: str) -> None:
    reads(reader, PAGE, TITLE, encoding)


def test_traditional_chinese_in_big5(reader: Run) -> None:
    reads(reader, "海邊小鎮的燈塔又亮了\n\n守塔人說，這盞燈已經等了二十年。\n", "海邊小鎮的燈塔又亮了", "big5")


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp", "iso2022_jp"])
def test_japanese(reader: Run, encoding: str) -> None:
    reads(reader, "灯台がまた灯る\n\n二十年ぶりのことだと灯台守は言う。\n", "灯台がまた灯る", encoding)


def reads(reader: Run, text: str, title: str, encoding: str) -> None:
    data = text.encode(encoding)
    (added,) = reader("add", "--json", written("page.txt", data)).objects
    assert added["title"] == title
    shown = reader("show", added["id"])
    assert shown.out.startswith(title)
    assert text.split("\n")[2] in shown.out


@pytest.mark.parametrize("end", ["\r\n", "\r", "\f", "\n\n\n", "\u2028"])
def test_whatever_ends_a_line(reader: Run, end: str) -> None:
    (shown,) = reader("extract", "--json", written("page.txt", PAGE.replace("\n", end))).objects
    assert shown["title"] == TITLE
    assert "".join(block["text"] for block in shown["blocks"]).count("灯") == PAGE.count("灯")


def test_nothing_in_a_page_reaches_the_terminal_as_a_command(reader: Run) -> None:
    hostile = f"{TITLE}\x1b]0;owned\x07\n\n正文\x9b2J 守塔人\u202e说，[red]这盏灯\x00已经等了二十年。\n"
    path = written("pa\x1b[31mge.txt", hostile)
    for done in (reader("add", path), reader("extract", path), reader("list"), reader("extract", path.parent)):
        assert not set("\x1b\x07\x9b\u202e\x00") & {*done.out, *done.err}
    assert "[red]" in reader("extract", path).out


def test_what_is_no_text_is_a_problem_each_and_the_batch_goes_on(reader: Run) -> None:
    written("pages/a.bin", bytes(range(256)) * 40)
    written("pages/b.txt", "")
    os.mkfifo("pages/c.txt")
    os.symlink("d.txt", "pages/d.txt")
    os.symlink(".", "pages/e")
    os.symlink("gone", "pages/f.txt")
    written("pages/g.txt", "\n \n\t\n")
    written("pages/z.txt")
    done = reader("add", "--json", "pages")
    assert done.code == exits.PROBLEMS
    assert [(each["path"][6:], each["outcome"]) for each in done.objects] == [
        ("a.bin", "problem"),
        ("b.txt", "problem"),
        ("c.txt", "problem"),
        ("d.txt", "problem"),
        ("e", "problem"),
        ("f.txt", "problem"),
        ("g.txt", "problem"),
        ("z.txt", "new"),
    ]
    assert all(each["what"] and each["hint"] for each in done.objects[:-1])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(reader: Run) -> None:
    written("secret.txt").chmod(0)
    assert "may not be read" in reader("add", "secret.txt").err


def test_names_that_are_no_text(reader: Run) -> None:
    written("pages/灯\udcff.txt")
    for arguments in (("add", "--json"), ("extract", "--json"), ("add",), ("extract",)):
        done = reader(*arguments, "pages", "没有\udcff.txt")
        assert done.code == exits.PROBLEMS
        assert "没有\ufffd.txt: is not there" in done.err or "没有\ufffd.txt" in done.objects[-1]["path"]


def test_a_folder_of_hundreds_is_quiet_where_nobody_watches(reader: Run) -> None:
    for number in range(500):
        written(f"pages/{number}.txt", f"第 {number} 篇\n")
    done = reader("add", "pages")
    assert done.err == "500 new in all\n"
    assert len(done.out.splitlines()) == 500
