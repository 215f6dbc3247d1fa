"""The library keeps what it was told: what a method has returned for is there when it is opened again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader import adding
from reader.core import changes
from reader.core.article import Label, Problem
from reader.core.changes import Change, Field
from reader.core.errors import NotFound, Refused, Unreadable
from reader.core.query import Query, Shelf, Sort
from reader.core.state import Position
from reader.library import Library

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
FOLDER = Path("library")


def page(name: str, title: str, text: str = "窗外的雨下了一夜，早上起来院子里全是落叶。") -> Path:
    path = Path("pages", name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{title}\n\n{text}\n{text}\n", "utf-8")
    return path


def opened(folder: Path = FOLDER) -> Library:
    return Library.open(folder, clock=lambda: NOON)


@pytest.fixture
def library() -> Iterator[Library]:
    """A library of three: rain, snow, wind, added in this order."""
    pages = [page("1", "雨 rain"), page("2", "雪 snow"), page("3", "风 wind")]
    with opened() as library:
        assert [outcome.status for outcome in library.add(pages)] == ["new"] * 3
        yield library


def titles(library: Library, text: str = "", **parts: object) -> list[str]:
    view = library.view(replace(Query(text=text), **parts))  # type: ignore[arg-type]
    return [row.article.title for row in view.rows]


class TestAdding:
    def test_outcomes_name_the_file_the_article_and_the_problem(self) -> None:
        good, empty = page("good.txt", "好 good"), Path("empty.txt")
        empty.touch()
        with opened() as library:
            new, problem, missing = library.add([good, empty, Path("nowhere.txt")])
            (duplicate,) = library.add([good])
        assert (new.status, new.name, new.title) == ("new", "pages/good.txt", "好 good")
        assert (duplicate.status, duplicate.id, duplicate.title) == ("duplicate", new.id, new.title)
        assert problem.problem == Problem(name="empty.txt", what="is empty", hint="there is nothing to add")
        assert (missing.status, missing.id) == ("problem", None)

    def test_the_same_bytes_under_two_names_are_one_article(self) -> None:
        pages = [page("a", "同 same"), page("b", "同 same")]
        with opened() as library:
            assert [outcome.status for outcome in library.add(pages)] == ["new", "duplicate"]
            assert len(library.catalog.rows) == 1

    @pytest.mark.parametrize(("limit", "size"), [("BATCH_BYTES", 20 * 160), ("BATCH_SECONDS", 0.02)])
    def test_more_than_a_batch_is_added_in_order(
        self, monkeypatch: pytest.MonkeyPatch, limit: str, size: float
    ) -> None:
        monkeypatch.setattr(adding, limit, size)
        pages = [page(f"{number:03}", f"第 {number} 篇") for number in range(70)]
        with opened() as library:
            outcomes = library.add(pages)
            assert next(outcomes).title == "第 0 篇"
            with opened() as other:  # what was told is on disk already
                assert 0 < len(other.catalog.rows) < 70
            assert [outcome.title for outcome in outcomes] == [f"第 {number} 篇" for number in range(1, 70)]
            assert [row.article.title for row in library.catalog.rows] == [f"第 {number} 篇" for number in range(70)]

    def test_a_dry_run_tells_and_writes_nothing(self) -> None:
        source = page("a", "试 dry")
        with Library.open(FOLDER, create=False, clock=lambda: NOON) as library:
            assert [outcome.status for outcome in library.add([source, source], dry_run=True)] == ["new"]
            assert [outcome.title for outcome in library.add([source], dry_run=True)] == ["试 dry"]
            assert library.catalog.rows == ()
        assert not FOLDER.exists()

    def test_nothing_to_add_needs_no_write(self) -> None:
        with Library.open(FOLDER, create=False) as library:
            assert [outcome.status for outcome in library.add([Path("nowhere.txt")])] == ["problem"]
        assert not FOLDER.exists()

    def test_what_another_process_did_with_the_article_meanwhile_survives(self) -> None:
        source = page("a", "晚 late")
        with opened() as mine, opened() as other:
            outcomes = mine.take(_after_the_other(source, other))
            assert [outcome.status for outcome in outcomes] == ["new"]
            (row,) = mine.catalog.rows
            assert row.state.bookmarked == NOON
        with opened() as again:
            assert [row.state.bookmarked for row in again.catalog.rows] == [NOON]

    def test_a_folder_that_cannot_be_made_is_refused(self) -> None:
        Path("file").write_text("no folder")
        with pytest.raises(Refused):
            opened(Path("file/library"))
        with pytest.raises(Unreadable):
            opened(Path("file"))

    def test_originals_are_kept_to_the_byte(self) -> None:
        data = "標題一二三\r\n\r\n正文。\x00\r".encode("big5")
        Path("page.txt").write_bytes(data)
        with opened() as library:
            (outcome,) = library.add([Path("page.txt")])
            assert library.original(outcome.id or "") == data


def _after_the_other(source: Path, other: Library) -> Iterator[object]:
    """Yield a draft that another process adds, and bookmarks, before it is stored."""
    from reader.adding import drafts

    for draft in drafts([source]):
        list(other.add([source]))
        other.apply(changes.set_flag(Field.BOOKMARKED, other.catalog.rows, NOON))
        yield draft


EVERY_CHANGE = {
    Field.READ: NOON,
    Field.BOOKMARKED: NOON,
    Field.ARCHIVED: NOON,
    Field.TRASHED: NOON,
    Field.PLACE: (Position(block=1, offset=3), 0.25),
    Field.REVEALED: frozenset({1}),
    Field.CORRECTIONS: (changes.Correction(label=Label.OTHER, start=1, stop=2),),
    Field.TAGS: ("天气", "雨"),
}


class TestChanging:
    @pytest.mark.parametrize("field", EVERY_CHANGE)
    def test_a_change_is_there_when_the_library_is_opened_again(self, library: Library, field: Field) -> None:
        id = library.catalog.rows[0].id
        change = Change(field=field, values=((id, EVERY_CHANGE[field]),))
        assert library.apply(change)
        assert not library.apply(change)  # nothing left to alter
        with opened() as again:
            assert changes.value_of(again.catalog.find(id).state, field) == EVERY_CHANGE[field]
            assert [row.id for row in again.catalog.rows] == [row.id for row in library.catalog.rows]

    @pytest.mark.parametrize("field", [field for field in EVERY_CHANGE if Change(field=field, values=()).can_undo])
    def test_undo_and_redo_are_as_durable(self, library: Library, field: Field) -> None:
        before = library.catalog.rows
        change = Change(field=field, values=tuple((row.id, EVERY_CHANGE[field]) for row in before[:2]))
        library.apply(change)
        after = library.catalog.rows
        library.history.undo()
        with opened() as again:
            assert again.catalog.rows == library.catalog.rows == before
        library.history.redo()
        with opened() as again:
            assert again.catalog.rows == library.catalog.rows == after

    def test_undo_goes_back_step_by_step_and_a_new_change_forgets_what_was_undone(self, library: Library) -> None:
        row = library.catalog.rows[0]
        for tag in ("a", "b", "c"):
            library.apply(changes.set_tags(library.catalog.find(row.id), [tag]))
        library.history.undo()
        library.history.undo()
        assert library.catalog.find(row.id).state.tags == ("a",)
        library.apply(changes.set_flag(Field.READ, [row], NOON))
        assert not library.history.redo()
        library.history.undo()
        library.history.undo()
        assert library.catalog.find(row.id).state.tags == ()
        assert library.history.undo().what == "3 articles added"

    def test_places_opened_sections_and_quiet_changes_are_not_undone(self, library: Library) -> None:
        row = library.catalog.rows[0]
        library.apply(changes.move(row, Position(block=1), 0.5))
        library.apply(changes.reveal(row, 0))
        library.apply(changes.set_flag(Field.READ, [row], NOON), undoable=False)
        assert library.history.undo().what == "3 articles added"
        assert library.catalog.find(row.id).state.progress == 0.5

    def test_undoing_leaves_alone_what_another_process_did_to_other_fields(self, library: Library) -> None:
        row = library.catalog.rows[0]
        library.apply(changes.set_flag(Field.READ, [row], NOON))
        with opened() as other:
            other.apply(changes.set_flag(Field.BOOKMARKED, [row], NOON))
        library.history.undo()
        state = library.catalog.find(row.id).state
        assert (state.read, state.bookmarked) == (None, NOON)

    def test_a_change_of_an_unknown_article_is_none(self, library: Library) -> None:
        assert not library.apply(Change(field=Field.READ, values=(("0" * 16, NOON),)))
        assert library.history.undo().what == "3 articles added"

    def test_a_body_shows_the_corrections(self, library: Library) -> None:
        row = library.catalog.rows[0]
        count = len(library.body(row.id).blocks)
        library.apply(changes.correct(row, Label.FOOTER, count - 1, count))
        last = library.body(row.id).sections[-1]
        assert (last.label, last.start, last.why) == (Label.FOOTER, count - 1, "You said so.")
        with pytest.raises(NotFound):
            library.body("0" * 16)


class TestOtherProcesses:
    def test_refresh_takes_in_what_another_wrote_once(self, library: Library) -> None:
        assert not library.refresh()
        with opened() as other:
            list(other.add([page("4", "雷 thunder")]))
            other.apply(changes.set_flag(Field.READ, other.catalog.rows[:1], NOON))
        revision = library.catalog.revision
        assert library.refresh()
        assert not library.refresh()
        assert library.catalog.revision > revision
        assert library.catalog.rows[0].state.read == NOON
        assert titles(library, "thunder") == ["雷 thunder"]

    def test_a_change_is_made_over_what_another_wrote(self, library: Library) -> None:
        with opened() as other:
            other.apply(changes.set_tags(other.catalog.rows[0], ["theirs"]))
        library.apply(changes.set_flag(Field.READ, library.catalog.rows[:1], NOON))
        with opened() as again:
            state = again.catalog.rows[0].state
            assert (state.tags, state.read) == (("theirs",), NOON)


class TestViewing:
    def test_the_latest_comes_first_and_every_sort_is_an_order_of_all(self, library: Library) -> None:
        assert titles(library) == ["风 wind", "雪 snow", "雨 rain"]
        for sort in Sort:
            assert sorted(titles(library, sort=sort)) == sorted(titles(library))
        assert titles(library, sort=Sort.TITLE) == sorted(titles(library))

    def test_shelves_hold_what_was_put_on_them(self, library: Library) -> None:
        rain, snow, wind = library.catalog.rows
        library.apply(changes.set_flag(Field.READ, [rain], NOON))
        library.apply(changes.set_flag(Field.ARCHIVED, [snow], NOON))
        library.apply(changes.set_flag(Field.TRASHED, [wind], NOON))
        library.apply(changes.set_flag(Field.BOOKMARKED, [rain, wind], NOON))
        shelves = {shelf: titles(library, shelf=shelf) for shelf in Shelf}
        assert shelves == {
            Shelf.ALL: ["雨 rain"],
            Shelf.UNREAD: [],
            Shelf.BOOKMARKED: ["雨 rain"],
            Shelf.ARCHIVED: ["雪 snow"],
            Shelf.HIGHLIGHTED: [],
            Shelf.NOTED: [],
            Shelf.TRASHED: ["风 wind"],
        }
        assert titles(library, "is:archived") == ["雪 snow"]
        assert titles(library, "snow") == []

    @pytest.mark.parametrize("indexed", [False, True], ids=["before the index", "with the index"])
    def test_words_are_found_with_the_letters_that_matched(self, library: Library, indexed: bool) -> None:
        if indexed:
            library.prepare_search()
        view = library.view(Query(text="sno"))
        assert [row.article.title for row in view.rows] == ["雪 snow"]
        assert view.matches[view.rows[0].id].spans == ((2, 5),)
        assert view.total == 3
        assert titles(library, "雪") == ["雪 snow"]
        assert titles(library, "sno -雪") == []
        assert titles(library, "") == ["风 wind", "雪 snow", "雨 rain"]

    def test_pinyin_answers_once_the_index_stands(self, library: Library) -> None:
        assert titles(library, "xue") == []
        library.prepare_search()
        assert titles(library, "xue") == ["雪 snow"]

    def test_articles_added_after_the_index_was_built_are_found(self, library: Library) -> None:
        library.prepare_search()
        list(library.add([page("4", "雷 thunder")]))
        assert titles(library, "thunder") == ["雷 thunder"]

    def test_of_too_many_answers_before_the_index_the_latest_are_shown(self) -> None:
        with opened() as library:
            list(library.add(page(f"{number:03}", f"同名 {number}") for number in range(203)))
            shown = titles(library, "同名")
            assert (len(shown), shown[0]) == (200, "同名 202")
            library.apply(changes.set_flag(Field.ARCHIVED, library.catalog.rows[3:], NOON))
            assert titles(library, "同名") == ["同名 2", "同名 1", "同名 0"]

    @pytest.mark.parametrize("text", ["", "rain", "after:2000"])
    def test_the_pinned_article_stays_on_a_shelf_it_has_left(self, library: Library, text: str) -> None:
        rain = library.catalog.rows[0]
        library.prepare_search()
        library.apply(changes.set_flag(Field.READ, [rain], NOON))
        assert "雨 rain" in titles(library, text, shelf=Shelf.UNREAD, pinned=rain.id)
        assert "雨 rain" not in titles(library, text, shelf=Shelf.UNREAD)

    def test_the_clock_says_what_today_is(self, library: Library) -> None:
        with Library.open(FOLDER, clock=lambda: NOON + timedelta(days=9)) as later:
            assert len(titles(later, "after:yesterday")) == 0
        assert len(titles(library, "after:yesterday")) == 3
