"""`reader mark`, `undo` and `redo`: what the keys of the app do, from the shell."""

import json
from pathlib import Path

import pytest

from reader import exits
from tests.cli.program import Run, written


@pytest.fixture
def ids(reader: Run) -> list[str]:
    """Three articles, in the order they were added."""
    pages = [written(f"pages/{name}", f"第 {name} 篇\n\n窗外的雨下了一夜。\n") for name in ("1", "2", "3")]
    return [outcome["id"] for outcome in reader("add", "--json", *pages).objects]


def shapes(reader: Run, *ids: str) -> list[dict[str, object]]:
    return [reader("show", "--json", id).objects[0] for id in ids]


def test_every_flag_is_set_and_cleared(reader: Run, ids: list[str]) -> None:
    options = {
        "--read": "--unread",
        "--bookmark": "--no-bookmark",
        "--archive": "--no-archive",
        "--trash": "--no-trash",
    }
    for option, opposite in options.items():
        field = {"--read": "read", "--bookmark": "bookmarked", "--archive": "archived", "--trash": "trashed"}[option]
        (shape,) = reader("mark", ids[0][:6], option, "--json").objects
        assert (shape["id"], shape[field] is not None) == (ids[0], True)
        (shape,) = reader("mark", ids[0], opposite, "--json").objects
        assert shape[field] is None
    assert shapes(reader, ids[1])[0]["read"] is None


def test_tags_are_added_and_taken_away_and_others_stay(reader: Run, ids: list[str]) -> None:
    reader("mark", ids[0], "--tag", "雨", "--tag", " a  b ，c", "--tag", "\x1b[31m")
    done = reader("mark", ids[0], ids[1], "--tag", "d", "--untag", "c")
    assert done.out == "Tagged 2 articles: +d, -c\n"
    assert [shape["tags"] for shape in shapes(reader, *ids[:2])] == [["a b", "d", "␛[31m", "雨"], ["d"]]


def test_what_is_so_already_keeps_its_time(reader: Run, ids: list[str]) -> None:
    (before,) = reader("mark", ids[0], "--bookmark", "--json").objects
    assert reader("mark", *ids, "--bookmark").out == "Bookmarked 2 articles\n"
    assert reader("mark", *ids, "--bookmark").out == "Nothing to change\n"
    assert shapes(reader, ids[0])[0]["bookmarked"] == before["bookmarked"]


@pytest.mark.parametrize("form", ["--json", "plain"])
def test_what_list_prints_is_read_from_standard_input(reader: Run, ids: list[str], form: str) -> None:
    listed = reader("list", *(["--json"] if form == "--json" else [])).out
    assert reader("mark", "-", "--archive", stdin=listed.encode()).out == "Archived 3 articles\n"
    assert reader("list", "--json", "--shelf", "archived").out.count("\n") == 3


def test_ids_alone_in_quotes_and_twice_and_blank_lines_will_do(reader: Run, ids: list[str]) -> None:
    lines = f'"{ids[0]}"\n\n  {ids[1][:8]}\r\n{ids[1]}\n'
    shapes = reader("mark", "-", "--read", "--json", stdin=lines.encode()).objects
    assert [shape["id"] for shape in shapes] == ids[:2]
    assert reader("mark", "-", "--read").out == "Nothing to change\n"


def test_all_or_none_are_marked(reader: Run, ids: list[str]) -> None:
    done = reader("mark", ids[0], "nowhere", "--bookmark")
    assert (done.code, done.out) == (exits.NOT_FOUND, "")
    assert "no article has the id 'nowhere'" in done.err
    assert reader("mark", "", "--bookmark").code == exits.NOT_FOUND
    assert shapes(reader, ids[0])[0]["bookmarked"] is None


@pytest.mark.parametrize("line", [b"{", b'{"title": 1}', b"{\xff\x1b[2J}"])
def test_an_object_without_an_id_is_told(reader: Run, ids: list[str], line: bytes) -> None:
    done = reader("mark", "-", "--read", stdin=line)
    assert done.code == exits.USAGE
    assert "has no id" in done.err
    assert "\x1b" not in done.err


def test_what_to_do_must_be_said(reader: Run, ids: list[str]) -> None:
    assert reader("mark", ids[0]).code == reader("mark", ids[0], "--tag", " ,").code == exits.USAGE
    assert reader("mark", "--read").code == exits.USAGE
    assert reader("mark", ids[0], "--trash", "--no-trash", "--library", "elsewhere").code == exits.NOT_FOUND
    assert not Path("elsewhere").exists()


def test_undo_takes_back_commands_the_latest_first(reader: Run, ids: list[str]) -> None:
    reader("mark", *ids, "--read", "--tag", "x")
    reader("mark", ids[0], "--bookmark")
    assert reader("undo").out == "undone: bookmarked\n"
    assert reader("undo", "5").out.splitlines() == [
        "undone: marked 3 articles as read, tagged 3 articles: x",
        "undone: 3 articles added",
    ]
    assert reader("list").out == ""
    assert reader("redo", "3").out.splitlines() == [
        "done again: 3 articles added",
        "done again: marked 3 articles as read, tagged 3 articles: x",
        "done again: bookmarked",
    ]
    assert [bool(shape["bookmarked"]) for shape in shapes(reader, *ids)] == [True, False, False]


def test_undo_for_programs(reader: Run, ids: list[str]) -> None:
    reader("mark", *ids[:2], "--read")
    (undone,) = reader("undo", "--json").objects
    assert undone == {"outcome": "undone", "what": "marked 2 articles as read", "ids": ids[:2]}
    done = reader("redo", "--json", "2")
    assert json.loads(done.out)["outcome"] == "done again"
    assert (done.code, done.err) == (exits.DONE, "reader: nothing to redo beyond that\n")


def test_nothing_to_undo_is_no_error_and_makes_no_library(reader: Run) -> None:
    for verb in ("undo", "redo"):
        done = reader(verb)
        assert (done.code, done.out, done.err) == (exits.DONE, "", f"reader: nothing to {verb}\n")
    assert reader("undo", "x").code == exits.USAGE
    assert not Path("library").exists()
