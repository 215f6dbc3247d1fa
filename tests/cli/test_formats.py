"""`reader export` in the formats that people read: to a file, a folder, through a pipe; of ids, queries and all."""

import gzip
from pathlib import Path
from zipfile import ZipFile

import pytest

from reader import exits
from reader.core import changes
from reader.core.changes import Field
from reader.formats.naming import MOST_BYTES
from reader.library import Library
from tests.cli.program import PORTAL, TITLE, Run, written
from tests.exports import NOON, fill

SENTENCE = "守塔人说，这盏灯已经等了二十年。"


@pytest.fixture
def ids(reader: Run) -> list[str]:
    """The ids of two articles, the first of them TITLE."""
    return [each["id"] for each in reader("add", "--json", written("a.txt"), PORTAL).objects]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("b.md", f'---\ntitle: "{TITLE}"\n'),
        ("b.html", "<!DOCTYPE html>\n<html lang="),
        ("b.txt", f"{TITLE}\n"),
        ("b.jsonl", '{"format":'),
        ("b.md.gz", f'---\ntitle: "{TITLE}"\n'),
    ],
)
def test_the_ending_of_the_file_says_the_format(reader: Run, ids: list[str], name: str, begins: str) -> None:
    done = reader("export", ids[0][:8], "--output", name)
    assert (done.code, done.err) == (exits.DONE, f"1 article exported to {name}\n")
    data = Path(name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
    assert text.startswith(begins)
    assert SENTENCE in text


def test_a_book_of_all(reader: Run, ids: list[str]) -> None:
    assert reader("export", "--all", "--output", "all.epub").err == "2 articles exported to all.epub\n"
    with ZipFile("all.epub") as book:
        assert book.testzip() is None
        assert {f"EPUB/{id}.xhtml" for id in ids} < {*book.namelist()}


def test_a_format_may_be_named_and_go_through_a_pipe(reader: Run, ids: list[str]) -> None:
    assert SENTENCE in reader("export", ids[0], "--format", "markdown").out
    assert reader("export", ids[0], "--format", "text").out.startswith(f"{TITLE}\n")


def test_clutter_comes_only_when_asked_for(reader: Run, ids: list[str]) -> None:
    plain = reader("export", ids[1], "--format", "text").out
    cluttered = reader("export", ids[1], "--format", "text", "--clutter").out
    assert "[related]" in cluttered
    assert "[related]" not in plain
    assert len(cluttered) > len(plain)


def test_what_queries_find(reader: Run, ids: list[str]) -> None:
    reader("mark", ids[1], "--tag", "海")
    assert TITLE not in (one := reader("export", "--query", "tag:海", "--format", "markdown").out)
    assert one.count("\n# ") == 1
    both = reader("export", "--query", "tag:海", "--query", TITLE, "--format", "markdown")
    assert both.err == "2 articles exported\n"
    again = reader("export", ids[1], "--query", "tag:海", "--format", "markdown")
    assert again.err == "1 article exported\n"


def test_a_folder_gets_a_file_of_each(reader: Run, ids: list[str]) -> None:
    done = reader("export", "--all", "--format", "markdown", "--output", "out/")
    assert (done.code, done.err) == (exits.DONE, "2 articles exported to out/\n")
    names = sorted(path.name for path in Path("out").iterdir())
    assert [TITLE in name for name in names].count(True) == 1
    assert all(name.endswith(".md") for name in names)
    again = reader("export", "--all", "--format", "markdown", "--output", "out")
    assert again.code == exits.PROBLEMS
    assert again.err.count("left out, as 2") == 2
    assert again.err.endswith("0 articles exported to out\n")
    forced = reader("export", "--all", "--format", "markdown", "--output", "out", "--force")
    assert forced.err == "2 articles exported to out\n"
    assert sorted(path.name for path in Path("out").iterdir()) == names


def test_titles_that_are_the_same_or_too_long_get_names_all_the_same(reader: Run) -> None:
    for number in range(3):
        written(f"pages/{number}.txt", f"{'长' * 90}\n\n第{number}页说了一些话，句子很完整。\n")
    reader("add", "pages")
    reader("export", "--all", "--format", "html", "--output", "out/")
    names = [path.name for path in Path("out").iterdir()]
    assert len(names) == 3
    assert all(len(name.encode()) <= MOST_BYTES for name in names)


def test_what_is_in_the_trash_stays_out_of_what_is_read(reader: Run, ids: list[str]) -> None:
    with Library.open(Path("library")) as library:
        library.apply(changes.set_flag(Field.TRASHED, library.catalog.rows[:1], NOON))
    assert reader("export", "--all", "--format", "text").err == "1 article exported\n"
    assert reader("export", "--all").err == "2 articles exported\n"


def test_every_kind_of_content_is_written_in_every_format(reader: Run) -> None:
    fill(Path("library"))
    for format in ("markdown", "html", "text", "epub", "notes"):
        done = reader("export", "--all", "--clutter", "--format", format, "--output", f"file.{format}")
        assert done.code == exits.DONE, done.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--query", "x", "--all"], exits.USAGE, "give the ids"),
        (["--all", "--output", "book.epub"], exits.NOT_FOUND, "no article to make a book of"),
        (["--all", "--format", "text", "--output", "a.txt/b/"], exits.REFUSED, "could not be written"),
        (["--all", "--format", "text", "--output", "a.txt"], exits.REFUSED, "is there already"),
        (["--all", "--format", "pdf"], exits.USAGE, "invalid choice"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(reader: Run, arguments: list[str], code: int, said: str) -> None:
    written("a.txt")
    done = reader("export", *arguments)
    assert (done.code, done.out, said in done.err) == (code, "", True), done.err
    assert {path.name for path in Path().iterdir() if path.is_file()} == {"a.txt"}


def test_what_was_not_understood_of_a_query_is_told(reader: Run, ids: list[str]) -> None:
    done = reader("export", "--query", "after:someday", "--format", "text")
    assert "someday" in done.err
