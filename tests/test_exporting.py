"""Nobody is locked in: a library that is exported and added to an empty one is the same library."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.core import changes
from reader.core.article import STUB, Problem
from reader.core.changes import Field, RuleChange, SearchChange
from reader.core.errors import Refused
from reader.core.searches import SLOTS, SavedSearch
from reader.core.state import Position, ReadingState
from reader.library import Library
from reader.merging import united
from reader.outgoing import Export, write
from reader.store import Store, StoredArticle
from reader.store.doctor import check
from tests.exports import NOON, RIVER, RULE, article, articles, content, every_kind, fill, states


def exported(folder: Path, file: Path) -> bytes:
    with Library.open(folder) as library:
        write(file, Export(library, library.catalog.rows, is_all=True).json_lines(), force=True)
    data = file.read_bytes()
    return gzip.decompress(data) if file.suffix == ".gz" else data


def added(folder: Path, *files: Path) -> list[str]:
    with Library.open(folder) as library:
        return [outcome.status for outcome in library.add(files)]


def put(folder: Path, *items: StoredArticle) -> None:
    with Store.open(folder) as store:
        store.put(items)


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_bytes().splitlines()]


class TestRoundTrip:
    @pytest.mark.parametrize("name", ["library.jsonl", "library.jsonl.gz"])
    def test_a_library_comes_back_whole(self, tmp_path: Path, name: str) -> None:
        one, two, file = tmp_path / "one", tmp_path / "two", tmp_path / name
        fill(one)
        data = exported(one, file)
        assert added(two, file) == ["new"] * len(every_kind())
        assert content(two) == content(one)
        assert exported(two, tmp_path / f"again.{name}") == data
        assert not check(two)

    @settings(max_examples=25, deadline=None)
    @given(st.lists(articles(), max_size=4, unique_by=lambda item: item.article.id))
    def test_whatever_it_holds(self, tmp_path_factory: pytest.TempPathFactory, items: list[StoredArticle]) -> None:
        folder = tmp_path_factory.mktemp("libraries")
        put(folder / "one", *items)
        data = exported(folder / "one", folder / "file.jsonl")
        assert added(folder / "two", folder / "file.jsonl") == ["new"] * len(items)
        assert content(folder / "two") == content(folder / "one")
        assert exported(folder / "two", folder / "file.jsonl") == data

    def test_adding_it_again_changes_nothing(self, tmp_path: Path) -> None:
        fill(tmp_path / "one")
        data = exported(tmp_path / "one", tmp_path / "file.jsonl")
        assert set(added(tmp_path / "one", tmp_path / "file.jsonl")) == {"duplicate"}
        assert exported(tmp_path / "one", tmp_path / "file.jsonl") == data

    def test_many_batches_and_two_exports_in_one_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("reader.merging.BATCH", 3)
        fill(tmp_path / "one")
        put(tmp_path / "three", article("另一个图书馆".encode()))
        both = exported(tmp_path / "one", tmp_path / "a.jsonl") + exported(tmp_path / "three", tmp_path / "b.jsonl")
        (tmp_path / "both.jsonl").write_bytes(both)
        assert added(tmp_path / "two", tmp_path / "both.jsonl") == ["new"] * (len(every_kind()) + 1)

    def test_undo_takes_it_out_as_one_step(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("reader.merging.BATCH", 3)
        fill(tmp_path / "one")
        exported(tmp_path / "one", tmp_path / "file.jsonl")
        with Library.open(tmp_path / "two") as library:
            list(library.add([tmp_path / "file.jsonl"]))
            assert library.history.undo()
            assert all(row.state.trashed for row in library.catalog.rows)
            assert library.searches.saved() == {}
            assert not library.history.undo()


class TestTheFormat:
    """As the README tells it, for programs that know nothing of this one."""

    def test_every_line_is_an_object_that_says_what_it_is(self, tmp_path: Path) -> None:
        fill(tmp_path / "one")
        exported(tmp_path / "one", tmp_path / "file.jsonl")
        first, *others, last = lines(tmp_path / "file.jsonl")
        assert first == {"format": "archive-reader library", "version": 1}
        assert last == {"type": "end"}
        types = [line["type"] for line in others]
        assert types == ["article"] * len(every_kind()) + ["source"] * 2 + ["search"] * 2 + ["query"] * 2

    def test_originals_are_text_where_they_are_utf8(self, tmp_path: Path) -> None:
        put(tmp_path / "one", article("原文\r\n".encode()), article("原文".encode("gb18030")))
        exported(tmp_path / "one", tmp_path / "file.jsonl")
        _, text, other, _ = lines(tmp_path / "file.jsonl")
        assert text["original"] == "原文\r\n"
        assert (other["original_base64"], "original" in other) == ("1K3OxA==", False)

    def test_some_articles_go_without_what_is_not_theirs(self, tmp_path: Path) -> None:
        fill(tmp_path / "one")
        with Library.open(tmp_path / "one") as library:
            write(tmp_path / "file.jsonl", Export(library, library.catalog.rows[2:4], is_all=False).json_lines())
        assert [line.get("type") for line in lines(tmp_path / "file.jsonl")] == [None, "article", "article", "end"]


class TestMerging:
    """Into a library that holds something already."""

    def test_what_is_unset_is_filled_in_and_nothing_of_ours_is_lost(self, tmp_path: Path) -> None:
        page = article(b"page", title="ours")
        ours = ReadingState(bookmarked=NOON, tags=("ours",), position=Position(block=1))
        theirs = ReadingState(read=NOON, archived=NOON, tags=("theirs",), position=Position(block=0), trashed=NOON)
        put(tmp_path / "one", replace(page, state=ours))
        put(tmp_path / "two", replace(page, article=replace(page.article, title="theirs"), state=theirs))
        exported(tmp_path / "two", tmp_path / "file.jsonl")
        assert added(tmp_path / "one", tmp_path / "file.jsonl") == ["duplicate"]
        with Library.open(tmp_path / "one") as library:
            (row,) = library.catalog.rows
            assert row.article.title == "ours"
            assert row.state == replace(ours, read=NOON, archived=NOON, tags=("ours", "theirs"))
            assert library.history.undo()
            assert library.catalog.rows[0].state == ours

    @settings(max_examples=50, deadline=None)
    @given(states(), states())
    def test_uniting_loses_nothing_of_ours(self, ours: ReadingState, theirs: ReadingState) -> None:
        both = united(ours, theirs)
        for field in Field:
            value = changes.value_of(ours, field)
            if field is Field.TAGS:
                assert {*ours.tags, *theirs.tags} == {*both.tags}
            elif value and value != (None, 0.0):
                assert changes.value_of(both, field) == value
        assert both.trashed == ours.trashed
        assert united(both, theirs) == both
        assert united(ReadingState(), theirs) == replace(theirs, trashed=None)

    def test_rules_and_searches_that_are_here_stay_and_others_join_them(self, tmp_path: Path) -> None:
        fill(tmp_path / "one")
        exported(tmp_path / "one", tmp_path / "file.jsonl")
        own = replace(RULE, lines=("我们的",))
        with Library.open(tmp_path / "two") as library:
            library.apply(RuleChange(added=(own,)))
            library.apply(SearchChange(slot=5, search=SavedSearch(name="ours")))
            library.searches.remember("ours")
            assert {outcome.status for outcome in library.add([tmp_path / "file.jsonl"])} == {"new"}
            (site, _) = library.sources.all()
            assert {rule.id for rule in site.rules} == {own.id, RULE.id}
            saved = library.searches.saved()
            assert saved == {5: SavedSearch(name="ours"), 6: RIVER, 9: SavedSearch(name="九")}
            assert {*library.searches.history()} == {"ours", "in:text 渡口", "chaoxi"}

    def test_a_search_for_which_there_is_no_place_is_told(self, tmp_path: Path) -> None:
        fill(tmp_path / "one")
        exported(tmp_path / "one", tmp_path / "file.jsonl")
        with Library.open(tmp_path / "two") as library:
            for slot in SLOTS:
                library.apply(SearchChange(slot=slot, search=SavedSearch(name=f"own {slot}")))
            problems = [outcome.problem for outcome in library.add([tmp_path / "file.jsonl"]) if outcome.problem]
        assert ["渡口" in problem.what or "九" in problem.what for problem in problems] == [True, True]

    def test_a_stub_of_ours_gives_way_to_the_article(self, tmp_path: Path) -> None:
        put(tmp_path / "one", article(b"stub", media_type=STUB, title="一篇等了很久的文章"))
        put(tmp_path / "two", article(b"page", title="一篇等了很久的文章"))
        exported(tmp_path / "two", tmp_path / "file.jsonl")
        added(tmp_path / "one", tmp_path / "file.jsonl")
        with Library.open(tmp_path / "one") as library:
            assert [row.state.trashed is None for row in library.catalog.rows] == [False, True]

    def test_a_dry_run_tells_what_would_come_and_changes_nothing(self, tmp_path: Path) -> None:
        fill(tmp_path / "one")
        data = exported(tmp_path / "one", tmp_path / "file.jsonl")
        (tmp_path / "twice.jsonl").write_bytes(data * 2)
        with Library.open(tmp_path / "two", create=False) as library:
            outcomes = [outcome.status for outcome in library.add([tmp_path / "twice.jsonl"], dry_run=True)]
        count = len(every_kind())
        assert outcomes == ["new"] * count + ["duplicate"] * count
        assert not (tmp_path / "two").exists()


def told(outcomes: Iterable[object]) -> list[tuple[int | None, str]]:
    problems = (getattr(outcome, "problem", None) for outcome in outcomes)
    return [(problem.line, problem.what) for problem in problems if isinstance(problem, Problem)]


class TestLies:
    """A line that is damaged, or says what is not so, is told with its number; the others are taken in."""

    @pytest.mark.parametrize(
        ("lie", "said"),
        [
            ({"original": "another page"}, "is not the article of its id"),
            ({"id": "0" * 16}, "is not the article of its id"),
            ({"id": "../../etc/passwd"}, "is no article id"),
            ({"id": 7}, "is no article: "),
            ({"original": None}, "is no article: "),
            ({"original_base64": "%%%", "original": ...}, "is no article: "),
            ({"original": ...}, "'original_base64' is missing"),
            ({"title": ["x"]}, "is no article: "),
            ({"added": "yesterday"}, "is no article: "),
            ({"added": "2026-01-01T00:00:00"}, "has no zone"),
            ({"added": "0001-01-01T00:00:00+14:00"}, "is no article: "),
            ({"bookmarked": 3}, "is no article: "),
            ({"length": -1}, "is out of range"),
            ({"views": 10**30}, "is no article: "),
            ({"progress": 1e400}, "is no article: "),
            ({"progress": 7}, "is no share of 1"),
            ({"position": [-1, 0]}, "is out of range"),
            ({"position": "12"}, "is no article: "),
            ({"revealed": [-5]}, "is out of range"),
            ({"corrections": [["content", -3, 2]]}, "is out of range"),
            ({"tags": "later"}, "is no article: "),
            ({"seen_in": "x"}, "is no article id"),
            ({"blocks": "text"}, "is no article: "),
            ({"blocks": ["a\nb", "c"]}, "does not end where it should"),
            ({"blocks": [["a", "b"], "c"]}, "does not end where it should"),
            ({"blocks": [["a", "\n", "quote", 10**9], "c"]}, "is out of range"),
            ({"sections": [["content", 0, 99]]}, "lies outside its text"),
            ({"sections": [["content", 0, 1]]}, "do not share its text out"),
            ({"sections": [["content", 1, 2], ["title", 0, 1]]}, "do not share its text out"),
            ({"sections": [["content", 0, 1], ["title", 1, 1], ["title", 1, 2]]}, "do not share its text out"),
            ({"sections": [["nonsense", 0, 2]]}, "'nonsense'"),
            ({"type": "painting"}, "is of unknown type 'painting'"),
            ({"type": ["article"]}, "is of unknown type"),
        ],
    )
    def test_of_an_article(self, tmp_path: Path, lie: dict[str, object], said: str) -> None:
        put(tmp_path / "one", article(b"lies"), article(b"true"))
        first, line, *others = exported(tmp_path / "one", tmp_path / "file.jsonl").splitlines()
        shape = json.loads(line) | lie
        lying = json.dumps({name: value for name, value in shape.items() if value is not ...}).encode()
        (tmp_path / "file.jsonl").write_bytes(b"\n".join([first, lying, *others]))
        with Library.open(tmp_path / "two") as library:
            outcomes = list(library.add([tmp_path / "file.jsonl"]))
            assert [row.id for row in library.catalog.rows] == [article(b"true").article.id]
        ((number, what),) = told(outcomes)
        assert number == 2
        assert said in what
        assert what.isprintable()

    @pytest.mark.parametrize(
        "line",
        [
            b"{",
            b"[]",
            b"\xff\xfe",
            b"[" * 10_000,
            b'{"type":"source","source":"a","name":"b","pages":[],"total":1e999,"improved":0,"rules":[]}',
            b'{"type":"source","source":"a","name":"b","pages":[["x","AA=="]],"total":0,"improved":0,"rules":[]}',
            b'{"type":"source","source":"a","name":"b","pages":[],"total":0,"improved":0,"rules":[{}]}',
            b'{"type":"search","slot":1,"name":"a","text":"b","shelf":"all","sort":"newest"}',
            b'{"type":"search","slot":5,"name":"a","text":"b","shelf":"floor","sort":"newest"}',
            b'{"type":"search","slot":true}',
            b'{"type":"query","query":"a","used":7}',
            b'{"type":"query","query":"a","used":"0001-01-01T00:00:00+14:00"}',
        ],
    )
    def test_of_anything_else(self, tmp_path: Path, line: bytes) -> None:
        put(tmp_path / "one", article(b"true"))
        first, *others = exported(tmp_path / "one", tmp_path / "file.jsonl").splitlines()
        (tmp_path / "file.jsonl").write_bytes(b"\n".join([first, line, b"", *others]))
        with Library.open(tmp_path / "two") as library:
            outcomes = list(library.add([tmp_path / "file.jsonl"]))
            assert len(library.catalog.rows) == 1
        assert [number for number, _ in told(outcomes)] == [2]

    def test_what_a_terminal_would_obey_is_made_visible(self, tmp_path: Path) -> None:
        put(tmp_path / "one", article(b"page", title="safe", url="https://example.org/", source="source"))
        data = exported(tmp_path / "one", tmp_path / "file.jsonl")
        for name in (b"safe", b'source","l', "正文".encode()):
            data = data.replace(name, b"\\u001b]0;x\\u0007\\n" + name, 1) if name == b"safe" else data
        data = data.replace("正文".encode(), b"\\u001b[2J\\u202e")
        (tmp_path / "file.jsonl").write_bytes(data)
        assert added(tmp_path / "two", tmp_path / "file.jsonl") == ["new"]
        with Library.open(tmp_path / "two") as library:
            (row,) = library.catalog.rows
            assert row.article.title == "␛]0;x␇ safe"
            assert library.body(row.id).blocks[1].text == "␛[2J⇦"


class TestWriting:
    def test_a_file_that_is_there_stays_unless_forced(self, tmp_path: Path) -> None:
        file = tmp_path / "file"
        file.write_bytes(b"mine")
        with pytest.raises(Refused, match="there already"):
            write(file, [b"new"])
        assert file.read_bytes() == b"mine"
        write(file, [b"new"], force=True)
        assert file.read_bytes() == b"new"

    @pytest.mark.parametrize("force", [False, True])
    def test_a_folder_or_a_device_is_refused(self, tmp_path: Path, force: bool) -> None:
        for path in (tmp_path, Path("/dev/null")):
            with pytest.raises(Refused, match="no ordinary file"):
                write(path, [b"new"], force=force)
        with pytest.raises(Refused):
            write(tmp_path / "missing" / "file", [b"new"], force=force)

    def test_whatever_goes_wrong_nothing_half_made_is_left(self, tmp_path: Path) -> None:
        def parts() -> Iterable[bytes]:
            yield b"x" * 100_000
            raise KeyboardInterrupt

        (tmp_path / "file").write_bytes(b"mine")
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path / "file", parts(), force=True)
        assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir() if path.is_file()] == [("file", b"mine")]

    def test_a_full_disk_is_one_line(self, tmp_path: Path) -> None:
        put(tmp_path / "library", article(b"x" * 100_000))
        reader = f'ulimit -f 8; exec "{sys.executable}" -B -m reader --library library export --all --output out/file'
        (tmp_path / "out").mkdir()
        root = str(Path(__file__).parents[1])
        done = subprocess.run(
            ["sh", "-c", reader], cwd=tmp_path, env={**os.environ, "PYTHONPATH": root}, capture_output=True, text=True
        )
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1)
        assert list((tmp_path / "out").iterdir()) == []
