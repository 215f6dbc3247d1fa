"""`reader list`, `search`, `show`, `extract` and `doctor`: for people and for programs."""

from pathlib import Path

import pytest

from reader import exits
from reader.clock import now
from reader.core import changes
from reader.core.changes import Field
from reader.demo import PAGES
from reader.library import Library
from tests.cli.program import PORTAL, TITLE, Run, written


@pytest.fixture(autouse=True)
def library() -> None:
    with Library.open(Path("library")) as library:
        list(library.add([PORTAL, PAGES / "en-newspaper-clock.txt", written("a.txt")]))
        rows = [row for row in library.catalog.rows if row.article.title == TITLE]
        library.apply(changes.set_flag(Field.BOOKMARKED, rows, now()))
        library.apply(changes.set_tags(rows[0], ["海"]))


def test_list_for_people(reader: Run) -> None:
    lines = reader("list").out.splitlines()
    assert len(lines) == 3
    assert any(TITLE in line and "●★" in line for line in lines)
    assert any("2026-03-17" in line and "(潮间科技)" in line for line in lines)


def test_list_for_programs(reader: Run) -> None:
    portal = next(each for each in reader("list", "--json").objects if each["source"] == "潮间科技")
    assert list(portal) == [
        *("id", "title", "source", "authors", "published", "views", "language", "url", "captured", "added"),
        *("length", "media_type", "seen_in", "tags", "read", "bookmarked", "archived", "trashed", "progress"),
        "highlights",
    ]
    assert (portal["published"], portal["views"], portal["language"]) == ("2026-03-17T08:30:09", 264, "zh-Hans")
    assert (portal["read"], portal["tags"], portal["progress"]) == (None, [], 0.0)


def test_list_narrowed(reader: Run) -> None:
    def titles(*arguments: str) -> list[str]:
        return [each["title"] for each in reader("list", "--json", *arguments).objects]

    assert titles("--shelf", "bookmarked") == titles("tag:海") == titles("灯塔") == titles("dengta") == [TITLE]
    assert titles("--shelf", "trashed") == titles("--limit", "0") == []
    assert len(titles("--limit", "2")) == 2
    assert titles("--sort", "oldest") == titles("--sort", "newest")[::-1]
    assert titles("before:2026-04", "source:潮间") == titles("--sort", "length", "小岛")


def test_search(reader: Run) -> None:
    (answer,) = reader("search", "--json", "dengta").objects
    assert list(answer) == ["query", "hits", "ms"]
    (hit,) = answer["hits"]
    assert list(hit) == ["id", "title", "spans", "score"]
    assert (answer["query"], hit["title"], hit["spans"]) == ("dengta", TITLE, [[5, 7]])
    assert 0 < hit["score"] <= 101
    assert reader("search", "灯塔").out == f"{hit['id']}  {TITLE}\n"
    assert reader("search", "不存在的词语").code == exits.DONE


def test_search_in_texts(reader: Run) -> None:
    (answer,) = reader("search", "--json", "in:text 二十年 守塔").objects
    (hit,) = answer["hits"]
    assert (hit["title"], hit["spans"], hit["excerpt"]["place"]) == (TITLE, [], "text")
    text = hit["excerpt"]["text"]
    assert [text[start:stop] for start, stop in hit["excerpt"]["spans"]] == ["守塔", "二十年"]
    title, below = reader("search", "in:text", "二十年").out.splitlines()
    assert title.endswith(TITLE)
    assert below.strip() == f"text: {text}"
    assert reader("search", "in:text 二十一年").out == ""


@pytest.mark.parametrize("verb", ["list", "search"])
def test_what_of_a_query_was_not_understood_is_told_beside_what_was_found(reader: Run, verb: str) -> None:
    done = reader(verb, "after:2026-13", "灯塔")
    assert TITLE in done.out
    assert "“2026-13” is no date" in done.err
    assert done.code == exits.DONE


def test_search_answers_each_line_of_standard_input(reader: Run) -> None:
    done = reader("search", "--stdin", "--json", stdin="灯塔\r\n不存在的词语\n灯".encode() + b"\xff")
    assert [each["query"] for each in done.objects] == ["灯塔", "不存在的词语", "灯\ufffd"]
    assert [bool(each["hits"]) for each in done.objects] == [True, False, False]


def test_search_in_a_list_of_titles(reader: Run) -> None:
    written("titles.txt", "\ufeff春江花月夜\r\nMoonlit\u2028Night\n\n月\x1b[2J落乌啼\n")
    (answer,) = reader("search", "--json", "--titles", "titles.txt", "月").objects
    assert {hit["id"]: hit["title"] for hit in answer["hits"]} == {0: "春江花月夜", 3: "月␛[2J落乌啼"}
    (answer,) = reader("search", "--json", "--titles", "titles.txt", "moonlit", "--limit", "1").objects
    assert [(hit["id"], hit["spans"]) for hit in answer["hits"]] == [(1, [[0, 7]])]


def test_a_query_that_is_no_text(reader: Run) -> None:
    for verb in ("search", "list"):
        assert reader(verb, "--json", "灯\udcff").code == exits.DONE
    assert reader("search", "--json", "灯\udcff").objects[0]["query"] == "灯\ufffd"


def test_show(reader: Run) -> None:
    portal = reader("list", "--json", "潮汐").objects[0]
    plain, whole = reader("show", portal["id"]).out, reader("show", "--clutter", portal["id"][:8]).out
    assert plain.startswith(portal["title"])
    assert "[related]" not in plain
    assert "[related]" in whole
    assert len(whole) > len(plain)
    (shape,) = reader("show", "--json", portal["id"]).objects
    assert {**portal, "highlighted": [], "blocks": shape["blocks"]} == shape
    assert reader("show", "--original", portal["id"]).out == PORTAL.read_text("utf-8")


def test_extract_for_programs(reader: Run) -> None:
    (page,) = reader("extract", "--json", PORTAL).objects
    keys = ["path", "title", "source", "authors", "published", "views", "language", "blocks"]
    assert list(page) == keys
    assert (page["path"], page["published"], page["views"]) == (str(PORTAL), "2026-03-17T08:30:09", 264)
    kinds = [block["kind"] for block in page["blocks"]]
    assert kinds == ["advertisement", "title", "byline", "content", "disclaimer", "related", "footer"]
    for block in page["blocks"]:
        shown = block["kind"] in ("title", "byline", "content")
        assert set(block) - {"items", "recommendations"} == ({"kind", "text"} if shown else {"kind", "why", "text"})
    words = "".join("".join(block["text"].split()) for block in page["blocks"])
    assert words == "".join(PORTAL.read_text("utf-8").split())


def test_recommendations_for_programs(reader: Run) -> None:
    (page,) = reader("extract", "--json", PORTAL).objects
    (related,) = [block for block in page["blocks"] if block["kind"] == "related"]
    found = related["recommendations"]
    assert len(found) == related["items"] == 21
    assert all(list(each) == ["title", "source", "authors", "published", "views"] for each in found)
    assert (found[0]["source"], found[0]["views"], found[0]["published"][4:]) == ("小鹿衣橱", 1832, "-09-28")
    (shown,) = reader("show", "--json", reader("list", "--json", "潮汐").objects[0]["id"]).objects
    assert [block["recommendations"] for block in shown["blocks"] if block["kind"] == "related"] == [found]


def test_extract_prints_a_line_per_file_of_a_folder_and_goes_on_after_problems(reader: Run) -> None:
    written("pages/1.txt")
    written("pages/2.txt", "")
    written("pages/3.txt")
    done = reader("extract", "--json", "pages")
    assert [each["path"] for each in done.objects] == ["pages/1.txt", "pages/3.txt"]
    assert (done.code, done.err) == (exits.PROBLEMS, "reader: pages/2.txt: is empty; there is nothing to add\n")


def test_doctor_of_a_sound_and_of_a_damaged_library(reader: Run) -> None:
    assert reader("doctor").out.endswith(": sound\n")
    assert (reader("doctor", "--json").out, reader("doctor", "--json").code) == ("", exits.DONE)
    for body in Path("library/bodies").iterdir():
        body.write_bytes(body.read_bytes()[:-9])
    done = reader("doctor", "--json")
    assert done.code == exits.PROBLEMS
    assert {tuple(each) for each in done.objects} == {("severity", "what", "where", "hint", "repairable")}
    assert reader("doctor").out.startswith("problem: ")
    before = {path: path.read_bytes() for path in Path("library").rglob("*") if path.is_file()}
    assert reader("doctor", "--repair", "--dry-run").code == exits.DONE
    assert all(path.read_bytes() == data for path, data in before.items())
    assert reader("doctor", "--repair").code == exits.DONE
