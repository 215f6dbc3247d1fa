"""`reader trash` and `reader backups`: what is kept until it is emptied, and in case it is lost."""

import io
from pathlib import Path

import pytest

from reader import exits
from reader.clock import now
from tests.cli.program import PAGE, TITLE, Run, written

LIBRARY = Path("library")


@pytest.fixture
def ids(reader: Run) -> list[str]:
    """Three articles, of which the first two are in the trash."""
    pages = [written(f"{name}.txt", PAGE.replace(TITLE, name)) for name in ("灯塔", "渡口", "雪")]
    assert reader("add", *pages).code == exits.DONE
    ids = [shape["id"] for name in ("灯塔", "渡口", "雪") for shape in reader("list", name, "--json").objects]
    assert reader("mark", *ids[:2], "--trash").code == exits.DONE
    return ids


def titles(reader: Run, *arguments: str) -> set[str]:
    return {shape["title"] for shape in reader(*arguments, "--json").objects}


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_the_trash_is_listed(reader: Run, ids: list[str]) -> None:
    assert titles(reader, "trash") == {"灯塔", "渡口"}
    assert [line.split()[0] for line in reader("trash").out.splitlines()] == ids[1::-1]


def test_emptying_is_refused_where_nobody_can_be_asked(reader: Run, ids: list[str]) -> None:
    done = reader("trash", "--empty")
    assert (done.code, done.out) == (exits.USAGE, "")
    assert done.err == (
        "reader: 2 articles would be removed for good, which nothing takes back:"
        " give --yes to do so without being asked\n"
    )
    assert len(titles(reader, "trash")) == 2


def test_a_dry_run_tells_and_removes_nothing(reader: Run, ids: list[str]) -> None:
    assert reader("trash", "--empty", "--dry-run").out == "2 articles would be removed for good\n"
    assert reader("trash", "--empty", "--dry-run", "--json").objects == [{"in_trash": 2, "removed": 0}]
    assert len(titles(reader, "trash")) == 2


def test_emptying_removes_for_good(reader: Run, ids: list[str]) -> None:
    assert reader("trash", "--empty", "--yes").out == "2 articles removed for good\n"
    assert titles(reader, "trash") == set()
    assert titles(reader, "list") == {"雪"}
    assert reader("show", ids[0]).code == exits.NOT_FOUND
    assert reader("trash", "--empty", "--json").objects == [{"in_trash": 0, "removed": 0}]
    assert reader("undo").code == exits.DONE
    assert ids[0] not in reader("list").out


@pytest.mark.parametrize(
    ("answer", "left", "told"),
    [("yes", 0, "2 articles removed for good\n"), ("y", 2, "nothing was removed\n"), ("", 2, "nothing was removed\n")],
)
def test_on_a_terminal_emptying_asks_for_a_typed_yes(
    reader: Run, ids: list[str], monkeypatch: pytest.MonkeyPatch, answer: str, left: int, told: str
) -> None:
    monkeypatch.setattr(io, "TextIOWrapper", Terminal)
    done = reader("trash", "--empty", stdin=f"{answer}\n".encode())
    assert done.err == "Remove 2 articles for good? Type yes: "
    assert done.out == told
    assert len(titles(reader, "trash")) == left


@pytest.mark.parametrize(
    "arguments", [("trash", "--yes"), ("trash", "--dry-run"), ("backups", "--dry-run")], ids=" ".join
)
def test_options_that_mean_nothing_alone_are_refused(reader: Run, arguments: tuple[str, ...]) -> None:
    assert reader(*arguments).code == exits.USAGE


def test_verbs_that_change_something_keep_a_backup_of_the_day(reader: Run, ids: list[str]) -> None:
    today = now().date().isoformat()
    (line,) = reader("backups").out.splitlines()
    assert line.startswith(f"{today}  2 states  (")
    (shape,) = reader("backups", "--json").objects
    assert (shape["date"], shape["states"], shape["rules"], shape["searches"]) == (today, 2, 0, 0)
    assert Path(shape["path"]).stat().st_size == shape["bytes"]


def test_a_lost_articles_file_is_made_again_from_the_pages_and_a_backup(reader: Run, ids: list[str]) -> None:
    (LIBRARY / "articles.json").unlink()
    today = now().date().isoformat()
    done = reader("backups", "--restore", today)
    assert done.out == "restored: 0 articles\nno longer in the library: 2 articles\n" + ("  灯塔\n  渡口\n")
    assert reader("add", "灯塔.txt", "渡口.txt", "雪.txt").code == exits.DONE
    assert titles(reader, "trash") == set()
    dry = reader("backups", "--restore", today, "--dry-run")
    assert dry.out == "would be restored: 2 articles\n"
    assert reader("backups", "--restore", today, "--json").objects == [
        {"articles": 2, "rules": 0, "searches": 0, "gone": [], "dry_run": False}
    ]
    assert titles(reader, "trash") == {"灯塔", "渡口"}
    reader("undo")
    assert titles(reader, "trash") == set()


def test_a_backup_is_restored_from_any_file(reader: Run, ids: list[str]) -> None:
    (path,) = (LIBRARY / "backups").iterdir()
    path.rename("elsewhere.gz")
    reader("mark", *ids[:2], "--no-trash")
    assert reader("backups", "--restore", "elsewhere.gz").code == exits.DONE
    assert len(titles(reader, "trash")) == 2


def test_a_damaged_backup_is_told_in_a_line_and_the_others_are_listed(reader: Run, ids: list[str]) -> None:
    (path,) = (LIBRARY / "backups").iterdir()
    damaged = path.with_name("states-2020-01-01.json.gz")
    damaged.write_bytes(path.read_bytes()[:-9])
    done = reader("backups")
    assert done.code == exits.PROBLEMS
    assert len(done.out.splitlines()) == len(done.err.splitlines()) == 1
    assert str(damaged) in done.err
    assert reader("backups", "--restore", "2020-01-01").code == exits.LIBRARY
    assert reader("backups", "--restore", "2020-01-02").code == exits.NOT_FOUND


def test_a_backup_that_cannot_be_made_is_told_and_the_change_stands(reader: Run, ids: list[str]) -> None:
    (LIBRARY / "backups" / f"states-{now().date()}.json.gz").unlink()
    (LIBRARY / "backups").rmdir()
    (LIBRARY / "backups").write_text("")
    done = reader("mark", ids[2], "--bookmark")
    assert done.code == exits.DONE
    assert done.err.startswith("reader: no backup was made: ")
    assert titles(reader, "list", "--shelf", "bookmarked") == {"雪"}


def test_hostile_titles_reach_the_terminal_as_marks(reader: Run) -> None:
    reader("add", written("a.txt", PAGE.replace(TITLE, "\x1b[31m红")))
    (shape,) = reader("list", "--json").objects
    reader("mark", shape["id"], "--trash")
    assert "\x1b" not in reader("trash").out
    assert "\x1b" not in reader("trash", "--empty", "--yes").out
    (path,) = (LIBRARY / "backups").iterdir()
    assert "\x1b" not in reader("backups", "--restore", path).out
