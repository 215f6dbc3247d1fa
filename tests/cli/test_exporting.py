"""`reader export`: to a file, through a pipe, of one or some or all, and `reader add` of what it wrote."""

import json
import subprocess
from pathlib import Path

import pytest

from reader import exits
from reader.core import changes
from reader.core.changes import Field
from reader.library import Library
from tests.cli.program import PORTAL, TITLE, Run, ended, environment, process, written
from tests.cli.test_ending import in_terminal
from tests.exports import NOON, content, fill


def test_a_file_and_back(reader: Run) -> None:
    reader("add", written("a.txt"), PORTAL)
    done = reader("export", "--all", "--output", "all.jsonl.gz")
    assert (done.code, done.out, done.err) == (exits.DONE, "", "2 articles exported to all.jsonl.gz\n")
    assert reader("--library", "other", "add", "all.jsonl.gz").err == "2 new in all\n"
    assert content(Path("other")) == content(Path("library"))
    again = reader("--library", "other", "add", "all.jsonl.gz")
    assert (again.code, again.err) == (exits.DONE, "2 duplicate in all\n")


def test_through_a_pipe() -> None:
    fill(Path("library"))
    with process("export", "--all") as one, process("--library", "other", "add", "-", stdin=one.stdout) as two:
        _, err = two.communicate(timeout=60)
        assert (one.wait(60), two.returncode) == (exits.DONE, exits.DONE), err
    assert content(Path("other")) == content(Path("library"))


def test_one_or_some(reader: Run) -> None:
    one, two = (each["id"] for each in reader("add", "--json", written("a.txt"), PORTAL).objects)
    first, article, end = reader("export", one[:8], one).objects
    assert (first["version"], article["id"], article["title"], end) == (1, one, TITLE, {"type": "end"})
    listed = reader("list", "--sort", "title").out.encode()
    assert [each.get("id") for each in reader("export", "-", stdin=listed).objects] == [None, one, two, None]
    assert reader("export", "-").err == "0 articles exported\n"


def test_notes_are_of_the_articles_that_have_some(reader: Run) -> None:
    reader("add", written("a.txt"), PORTAL)
    done = reader("export", "--all", "--format", "notes", "--output", "notes/")
    assert (done.code, done.err) == (exits.DONE, "0 articles exported to notes/\n")
    assert list(Path("notes").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], exits.USAGE, "give the ids"),
        (["0123", "--all"], exits.USAGE, "give the ids"),
        (["0123"], exits.NOT_FOUND, "no article has the id"),
        (["--all", "--format", "stone"], exits.USAGE, "invalid choice"),
        (["--all", "--output", "a.txt"], exits.REFUSED, "is there already"),
        (["--all", "--output", "."], exits.USAGE, "one file of all"),
        (["--all", "--output", "missing/"], exits.USAGE, "one file of all"),
        (["--all", "--output", "/dev/null"], exits.REFUSED, "is no ordinary file"),
        (["--all", "--output", "长" * 100], exits.REFUSED, "长 could not be written"),
        (["--all", "--output", "missing/a"], exits.REFUSED, "could not be written"),
    ],
)
def test_what_is_refused_is_told_in_a_line(reader: Run, arguments: list[str], code: int, said: str) -> None:
    before = written("a.txt").read_bytes()
    done = reader("export", *arguments)
    assert (done.code, done.out, said in done.err) == (code, "", True)
    assert before == Path("a.txt").read_bytes()
    assert not Path("library").exists()


def test_a_terminal_is_not_written_to_but_shows_progress(reader: Run) -> None:
    reader("add", written("a.txt"))
    code, shown = in_terminal("export", "--all")
    assert (code, "would go to the terminal" in shown, TITLE in shown) == (exits.USAGE, True, False)
    code, shown = in_terminal("export", "--all", "--output", "file")
    assert code == exits.DONE
    assert "0 of 1 articles…" in shown
    assert shown.endswith("\r\x1b[K1 article exported to file\r\n")


def test_a_reader_that_stops_listening_is_no_error(reader: Run) -> None:
    for number in range(300):
        written(f"pages/{number}.txt", f"第 {number} 篇\n" + "字" * 2000)
    reader("add", "pages")
    running = process("export", "--all", stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert json.loads(running.stdout.readline())["version"] == 1
    running.stdout.close()
    assert running.stderr is not None
    assert (running.stderr.read(), running.wait(30)) == (b"", exits.DONE)


def test_what_cannot_be_read_is_left_out_and_told(reader: Run) -> None:
    one, two = (each["id"] for each in reader("add", "--json", written("a.txt"), PORTAL).objects)
    Path(f"library/bodies/{one[:2]}.json").unlink()
    done = reader("export", "--all", "--output", "file")
    assert done.code == exits.PROBLEMS
    assert done.err.splitlines() == [
        f"reader: {TITLE}: left out, as the text of article {one} is not in the library",
        "1 article exported to file",
    ]
    assert [json.loads(line).get("id") for line in Path("file").read_bytes().splitlines()][:2] == [None, two]


def test_an_article_that_goes_meanwhile_is_left_out(reader: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    one, _ = (each["id"] for each in reader("add", "--json", written("a.txt"), PORTAL).objects)
    with Library.open(Path("library")) as library:
        rows = library.catalog.rows
        library.apply(changes.set_flag(Field.TRASHED, rows[:1], NOON))
        list(library.remove([one]))
    monkeypatch.setattr("reader.exporting._chosen", lambda library, options, is_lossless: rows)
    done = reader("export", "--all", "--output", "file")
    assert (done.code, "left out" in done.err) == (exits.PROBLEMS, True)


def test_an_export_cannot_be_labelled(reader: Run) -> None:
    reader("add", written("a.txt"), PORTAL)
    reader("export", "--all", "--output", "file")
    done = reader("extract", "file")
    assert (done.code, done.out) == (exits.PROBLEMS, "")
    assert done.err == "reader: file:2: is the export of a library; `reader add` takes it in\n"


def test_damage_is_told_with_its_line_and_the_rest_is_taken_in(reader: Run) -> None:
    reader("add", written("a.txt"), PORTAL)
    reader("export", "--all", "--output", "file")
    lines = Path("file").read_bytes().splitlines(keepends=True)
    written("damaged", b"".join([lines[0], lines[1][:99], b"\n", lines[2]]))
    done = reader("--library", "other", "add", "damaged")
    assert done.code == exits.PROBLEMS
    assert done.err.splitlines() == [
        "reader: damaged:2: is no JSON; the other lines are taken in",
        "reader: damaged:4: is cut off: its last line is missing; what came is kept; export it again",
        "1 new, 2 problem in all",
    ]
    assert ended(process("--library", "other", "list", env=environment())).out.count("\n") == 1
