"""Changes are data: each has an inverse of its kind, and none disturbs a field it does not name."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core import changes
from reader.core.article import Article, Label
from reader.core.catalog import Catalog, Row
from reader.core.changes import Change, Field, applied, dated, inverse, merged, value_of
from reader.core.state import Correction, Highlight, Mark, Position, ReadingState
from reader.core.steps import Step, describe, told

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
IDS = ("a", "b", "c")
numbers = st.integers(0, 9)
times = st.none() | st.datetimes(timezones=st.just(UTC))
positions = st.none() | st.builds(Position, block=numbers, offset=numbers)
progress = st.floats(0, 1)
correction_lists = st.lists(
    st.builds(Correction, label=st.sampled_from(list(Label)), start=numbers, stop=numbers), max_size=2
).map(tuple)
places = st.builds(Position, block=numbers, offset=numbers)
highlights = st.builds(
    Highlight,
    start=places,
    stop=places,
    quote=st.text(max_size=3),
    made=st.datetimes(timezones=st.just(UTC)),
    note=st.text(max_size=3),
)
marks = st.builds(Mark, letter=st.sampled_from("aZ"), position=places)
tag_lists = st.lists(st.text(max_size=3), max_size=2).map(tuple)
VALUES = {
    **dict.fromkeys((Field.READ, Field.BOOKMARKED, Field.ARCHIVED, Field.TRASHED), times),
    Field.PLACE: st.tuples(positions, progress),
    Field.REVEALED: st.frozensets(numbers, max_size=2),
    Field.CORRECTIONS: correction_lists,
    Field.TAGS: tag_lists,
    Field.HIGHLIGHTS: st.lists(highlights, max_size=2).map(tuple),
    Field.MARKS: st.lists(marks, max_size=2).map(tuple),
}
states = st.builds(
    ReadingState,
    **{field.value: VALUES[field] for field in Field if field is not Field.PLACE},
    position=positions,
    progress=progress,
)


def catalog_of(*known: ReadingState) -> Catalog:
    return Catalog(
        rows=tuple(
            Row(article=Article(id=id, title=id, added=NOON), state=state) for id, state in zip(IDS, known, strict=True)
        )
    )


CATALOG = catalog_of(ReadingState(), ReadingState(bookmarked=NOON), ReadingState(tags=("z",)))
ROWS = CATALOG.rows


@pytest.mark.parametrize("field", Field)
@given(data=st.data(), known=st.tuples(states, states, states))
@settings(max_examples=30, deadline=None)
def test_the_inverse_takes_a_change_back_and_no_other_field_moves(
    field: Field, data: st.DataObject, known: tuple[ReadingState, ...]
) -> None:
    ids = data.draw(st.lists(st.sampled_from((*IDS, "unknown")), unique=True))
    change = Change(field=field, values=tuple((id, data.draw(VALUES[field])) for id in ids))
    before = catalog_of(*known)
    after = before.with_rows(applied(change, before))
    for row, old in zip(after.rows, before.rows, strict=True):
        wanted = dict(change.values).get(row.id, value_of(old.state, field))
        assert value_of(row.state, field) == wanted
        assert all(value_of(row.state, other) == value_of(old.state, other) for other in Field if other is not field)
    assert after.with_rows(applied(inverse(change, before), after)).rows == before.rows
    assert applied(change, after) == ()


def test_toggling_sets_all_unless_all_are_set() -> None:
    first = changes.toggle(Field.BOOKMARKED, ROWS, NOON)
    assert dict(first.values) == dict.fromkeys(("a", "c"), NOON), "the time of the one that is set already stays"
    all_set = CATALOG.with_rows(applied(first, CATALOG))
    assert dict(changes.toggle(Field.BOOKMARKED, all_set.rows, NOON).values) == dict.fromkeys(IDS)


def test_what_was_seen_without_a_flag_does_not_lose_it() -> None:
    all_set = CATALOG.with_rows(applied(changes.toggle(Field.ARCHIVED, ROWS, NOON), CATALOG))
    assert applied(changes.toggle(Field.ARCHIVED, all_set.rows, NOON, seen=ROWS), all_set) == ()
    cleared = changes.toggle(Field.ARCHIVED, all_set.rows, NOON, seen=all_set.rows)
    assert dict(cleared.values) == dict.fromkeys(IDS)


def test_revealing_twice_folds_again() -> None:
    once = CATALOG.with_rows(applied(changes.reveal(ROWS[0], 4), CATALOG))
    assert once.rows[0].state.revealed == {4}
    assert once.with_rows(applied(changes.reveal(once.rows[0], 4), once)).rows == ROWS


def test_corrections_are_added_to_those_before() -> None:
    once = CATALOG.with_rows(applied(changes.correct(ROWS[0], Label.SHARE, 1, 2), CATALOG))
    twice = once.with_rows(applied(changes.correct(once.rows[0], Label.CONTENT, 1, 2), once))
    assert [each.label for each in twice.rows[0].state.corrections] == [Label.SHARE, Label.CONTENT]


def test_tags_are_tidied() -> None:
    change = changes.set_tags(ROWS[0], ["  b  c ", "a", "a", " ", ""])
    assert change.values == (("a", ("a", "b c")),)


def test_editing_tags_leaves_those_that_came_meanwhile() -> None:
    tagged = CATALOG.with_rows(applied(changes.set_tags(ROWS[0], ["old", "stays", "came"]), CATALOG)).rows[0]
    change = changes.edit_tags(tagged, [" stays", "typed ", ""], seen=["old", "stays"])
    assert change.values == (("a", ("came", "stays", "typed")),)


def test_places_and_open_sections_do_not_belong_into_the_history() -> None:
    assert {field for field in Field if not Change(field=field, values=()).can_undo} == {Field.PLACE, Field.REVEALED}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (changes.set_flag(Field.BOOKMARKED, ROWS[:1], NOON), "Bookmarked"),
        (changes.set_flag(Field.BOOKMARKED, ROWS[:1], None), "Bookmark removed"),
        (changes.set_flag(Field.READ, ROWS, None), "Marked 3 articles as unread"),
        (changes.set_flag(Field.TRASHED, ROWS, NOON), "Moved 3 articles to the trash"),
        (changes.set_flag(Field.ARCHIVED, ROWS[:1], None), "Out of the archive"),
        (changes.set_tags(ROWS[0], ["b", "a"]), "Tagged"),
        (changes.set_tags(ROWS[2], []), "No tags"),
        (changes.correct(ROWS[0], Label.SHARE, 0, 1), "Section marked the other way"),
        (changes.reveal(ROWS[0], 1), "Opened"),
        (changes.move(ROWS[0], Position(block=1), 0.5), "Place kept"),
    ],
)
def test_a_change_in_words(change: Change, words: str) -> None:
    assert describe(change) == words


def test_changes_of_one_field_that_follow_each_other_become_one() -> None:
    first = Change(field=Field.TRASHED, values=(("a", NOON), ("b", None)), added=1)
    second = Change(field=Field.TRASHED, values=(("b", NOON), ("c", NOON)), added=2)
    tags, read = changes.set_tags(ROWS[0], ["x"]), changes.set_flag(Field.READ, ROWS, NOON)
    one, *others = merged([first, second, tags, read])
    assert one == Change(field=Field.TRASHED, values=(("a", NOON), ("b", NOON), ("c", NOON)), added=3)
    assert others == [tags, read]
    assert merged([]) == ()


def test_taking_an_add_back_trashes_now_what_is_not_in_the_trash_yet() -> None:
    later = NOON + timedelta(days=3)
    trashed = CATALOG.with_rows(applied(changes.set_flag(Field.TRASHED, ROWS[:1], NOON), CATALOG))
    back = Change(field=Field.TRASHED, values=(("a", NOON), ("b", NOON), ("c", None), ("gone", NOON)), added=3)
    assert dated(back, trashed, later).values == (("b", later),)
    plain = changes.set_flag(Field.TRASHED, ROWS, NOON)
    assert dated(plain, trashed, later) is plain


def test_what_changes_did_together_in_words() -> None:
    bookmark = changes.set_flag(Field.BOOKMARKED, ROWS[:1], NOON)
    assert told([(bookmark, None), (changes.set_tags(ROWS[0], ["B"]), None)]) == "bookmarked, tagged"
    assert told([(Change(field=Field.TRASHED, values=(), added=1), None)]) == "1 article added"


@pytest.mark.parametrize("field", [field for field in Field if Change(field=field, values=()).can_undo])
def test_what_is_done_to_many_says_to_how_many(field: Field) -> None:
    values = (("a", "x"), ("b", "y"))  # anything that is not nothing
    assert "2 articles" in describe(Change(field=field, values=values))  # type: ignore[arg-type]
    assert "2 articles" in describe(Change(field=field, values=(("a", None), ("b", None))))


@pytest.mark.parametrize(
    ("given", "taken", "words", "undone"),
    [
        (["ai"], [], "Tagged 3 articles: ai", "Untagged 3 articles: ai"),
        ([], ["z"], "Untagged: z", "Tagged: z"),
        (["ai", " 芯  片 "], ["z"], "Tagged 3 articles: +ai, +芯 片, -z", "Tagged 3 articles: +z, -ai, -芯 片"),
        (["ai"], ["ai"], "", ""),
    ],
)
def test_tags_given_and_taken_in_words(given: list[str], taken: list[str], words: str, undone: str) -> None:
    change = changes.retag(ROWS, given, taken)
    back = inverse(change, CATALOG)
    assert (describe(change, back), describe(back, change)) == (words, undone) if words else change.values == ()


def test_a_step_names_what_was_done_or_what_it_took_back() -> None:
    change = changes.set_flag(Field.BOOKMARKED, ROWS[:1], NOON)
    back = inverse(change, CATALOG)
    assert Step(pairs=((change, back),)).what == "bookmarked"
    assert Step(pairs=((back, change),), is_undo=True).what == "bookmarked"
    assert not Step()
