"""Libraries as earlier versions wrote them open, show everything, and can be changed; steps lead to later schemas."""

import shutil
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from reader.core import changes
from reader.core.catalog import Row
from reader.core.changes import Field
from reader.core.query import Query
from reader.core.state import Correction, Position, ReadingState
from reader.library import Library
from reader.store import Store, migrations
from reader.store.doctor import check, repair
from reader.store.lines import Document
from tests.conftest import NOON
from tests.store.samples import stored

KEPT = Path(__file__).parents[1] / "data" / "libraries"
VERSIONS = sorted(path.name for path in KEPT.iterdir() if path.is_dir() and not path.name.startswith("_"))
TITLES = ["渡口结冰三十年第一回", "山里的邮差今天退休", "茶馆门口的跑道", "老桥头的早市"]


@pytest.fixture(params=VERSIONS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a library that an earlier version wrote; see make.py there."""
    return shutil.copytree(KEPT / request.param, tmp_path / str(request.param))


def opened(folder: Path) -> Library:
    return Library.open(folder, clock=lambda: NOON)


def test_an_earlier_library_shows_all_that_was_kept(kept: Path) -> None:
    with opened(kept) as library:
        rows = library.catalog.rows
        assert [row.article.title for row in rows] == TITLES
        states = [row.state for row in rows]
        assert (states[0].tags, states[0].bookmarked) == (("河", "诗"), NOON)
        assert states[1] == ReadingState(read=NOON, position=Position(block=6, offset=4), progress=0.5)
        assert [(change.start, change.stop) for change in states[2].corrections] == [(0, 1)]
        assert isinstance(states[2].corrections[0], Correction)
        assert states[3].trashed == NOON
        for number, row in enumerate(rows, 1):
            assert row.article.source == "长河晚报"
            assert f"这是第{number}天" in "".join(block.text for block in library.body(row.id).blocks)
            assert TITLES[number - 1] in library.original(row.id).decode()
        assert [row.id for row in library.view(Query(text="邮差")).rows] == [rows[1].id]
        assert library.notices == ()


def test_an_earlier_library_can_be_changed(kept: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("雪夜的来信\n\n信使在雪里走了三天三夜，把信送到了山那边。\n", "utf-8")
    with opened(kept) as library:
        rows = library.catalog.rows
        library.apply(changes.set_flag(Field.BOOKMARKED, rows, NOON))
        assert [outcome.status for outcome in library.add([page])] == ["new"]
        original = kept / "again.txt"
        original.write_bytes(library.original(rows[0].id))
        assert [outcome.status for outcome in library.add([original])] == ["duplicate"]
    with opened(kept) as library:
        assert [row.article.title for row in library.catalog.rows] == [*TITLES, "雪夜的来信"]
        assert all(row.state.bookmarked for row in library.catalog.rows[:4])
        assert library.original(rows[3].id)
        assert library.notices == ()


def test_what_was_learned_and_saved_is_there(kept: Path) -> None:
    with opened(kept) as library:
        rules = [rule for learned in library.sources.all() for rule in learned.rules]
        assert len(rules) == (kept.name >= "3")
        saved = library.searches.saved()
        assert [search.name for search in saved.values()] == (["冰"] if kept.name >= "4" else [])
        assert library.searches.history() == (("渡口",) if kept.name >= "4" else ())


def test_the_doctor_is_content_with_an_earlier_library(kept: Path) -> None:
    assert [finding for finding in check(kept) if finding.severity == "problem"] == []
    repair(kept, dry_run=False)
    assert check(kept) == ()
    test_an_earlier_library_shows_all_that_was_kept(kept)


def renamed(document: Document) -> Document:
    return {("heading" if name == "title" else name): value for name, value in document.items()}


def titled_again(document: Document) -> Document:
    return {("title" if name == "heading" else name): value for name, value in document.items()}


FILES = {
    "ARTICLES": "articles.json",
    "BODIES": "bodies/*.json",
    "ORIGINALS": "originals/*.json",
    "SOURCES": "sources.json",
    "SEARCHES": "searches.json",
}


@pytest.mark.parametrize("kind", FILES)
def test_a_step_is_taken_when_a_file_is_read_and_written_with_the_next_change(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "library"
    shutil.copytree(KEPT / VERSIONS[-1], folder)
    with opened(folder) as library:
        list(library.add([written(tmp_path / "one.txt", "第一封信\n\n河边的人都收到了信。\n")]))
        expected = everything(library)
    before = {path: path.read_bytes() for path in folder.glob(FILES[kind])}
    steps: tuple[Callable[[Document], Document], ...] = (renamed, titled_again)
    monkeypatch.setattr(migrations, kind, steps)
    with opened(folder) as library:
        assert everything(library) == expected
        assert {path: path.read_bytes() for path in folder.glob(FILES[kind])} == before, "reading changes nothing"
        list(library.add([written(tmp_path / "two.txt", PAGE)]))
        library.searches.remember("邮差")
    with Store.open(folder) as store, store.reading() as whole:
        store.put([whole(row) for row in store.rows()])
    assert any(b'"schema":3' in path.read_bytes() for path in before)
    assert check_is_content(folder)
    repair(folder, dry_run=False)
    assert all(b'"schema":3' in path.read_bytes() for path in before)
    with opened(folder) as library:
        assert [row.article for row in library.catalog.rows][: len(expected[0])] == [row.article for row in expected[0]]
        assert library.notices == ()


PAGE = """新的渡船下水

长河晚报2026-03-09 05:01:07128人阅读

新渡船今天下水，孩子们都到岸边来看，老船工把旧的缆绳送给了他们。
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def check_is_content(folder: Path) -> bool:
    return all(finding.severity == "note" for finding in check(folder))


def everything(library: Library) -> tuple[tuple[Row, ...], list[object], list[object]]:
    rows = tuple(library.catalog.rows)
    texts: list[object] = [(library.body(row.id), library.original(row.id)) for row in rows]
    return rows, texts, [library.sources.all(), library.searches.saved(), library.searches.history()]


def test_a_later_schema_of_one_shard_leaves_the_others_to_be_read(tmp_path: Path) -> None:
    from reader.core.errors import NewerSchema
    from reader.store.linefile import LineFile

    with Store.open(tmp_path) as store:
        store.put(stored(number) for number in range(2))
        one, two = store.rows()
        shard = tmp_path / "bodies" / f"{one.id[:2]}.json"
        shard.write_bytes(shard.read_bytes().replace(b'"schema":1', b'"schema":2'))
        with pytest.raises(NewerSchema):
            store.body(one.id)
        assert store.body(two.id) == stored(1).body
    with closing(LineFile(shard, nullcontext, (renamed,))) as file:
        file.refresh()
        assert not file.mended
