"""What is written is what is read again, and what is wrong is told apart from what is right."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Article, Block, Body, Kind, Label, Precision, Section
from reader.core.catalog import Row
from reader.core.errors import NotFound
from reader.core.state import Correction, Position, ReadingState
from reader.store.codec import (
    Malformed,
    body_document,
    body_of,
    document_of,
    id_of_key,
    key_of_id,
    row_in,
    row_of,
    set_article,
    set_state,
)
from reader.store.lines import is_sound, key_of, seal, unseal
from tests.store.samples import body, stored

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
AWARE = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]))
COUNT = st.integers(0, 2**40)
IDS = st.integers(0, 2**64 - 1).map(id_of_key)

ARTICLES = st.builds(
    Article,
    id=IDS,
    title=TEXT,
    added=AWARE,
    url=st.none() | TEXT,
    source=st.none() | TEXT,
    authors=st.lists(TEXT, max_size=3).map(tuple),
    published=st.none() | st.datetimes() | AWARE,
    precision=st.none() | st.sampled_from(Precision),
    captured=st.none() | AWARE,
    language=st.sampled_from(["und", "zh-Hans", "en"]),
    views=st.none() | COUNT,
    media_type=st.sampled_from(["text/plain", "text/html"]),
    length=COUNT,
    seen_in=st.none() | IDS,
)
STATES = st.builds(
    ReadingState,
    read=st.none() | AWARE,
    bookmarked=st.none() | AWARE,
    archived=st.none() | AWARE,
    trashed=st.none() | AWARE,
    position=st.none() | st.builds(Position, block=COUNT, offset=COUNT),
    progress=st.floats(0, 1),
    revealed=st.frozensets(COUNT, max_size=4),
    corrections=st.lists(st.builds(Correction, label=st.sampled_from(Label), start=COUNT, stop=COUNT), max_size=3).map(
        tuple
    ),
    tags=st.lists(TEXT, max_size=3).map(tuple),
)
BLOCKS = st.builds(
    Block,
    text=TEXT,
    end=st.sampled_from(["\n", "\n\n", "", "\r\n"]),
    kind=st.sampled_from(Kind),
    level=st.integers(0, 6),
    href=st.none() | TEXT,
)


@given(ARTICLES, STATES)
@settings(max_examples=60, deadline=None)
def test_an_article_and_its_state_survive_the_line_they_are_kept_in(article: Article, state: ReadingState) -> None:
    key = key_of_id(article.id)
    line = seal(key, document_of(article, state))
    assert b"\n" not in line
    assert is_sound(line)
    assert key_of(line) == key
    assert row_of(key, unseal(line)) == row_in(key, line) == Row(article=article, state=state)


@given(st.lists(BLOCKS, max_size=6), st.floats(0, 1), TEXT, st.sampled_from(Label))
@settings(max_examples=60, deadline=None)
def test_a_body_survives_the_line_it_is_kept_in(blocks: list[Block], score: float, why: str, label: Label) -> None:
    section = Section(label=label, start=0, stop=len(blocks), score=score, why=why, items=3)
    kept = Body(blocks=tuple(blocks), sections=(section,))
    assert body_of(unseal(seal(1, body_document("0" * 16, kept)))) == kept


@given(st.binary(max_size=40), st.integers(0, 300), st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_every_flipped_bit_of_a_line_is_noticed(text: bytes, at: int, bit: int) -> None:
    line = bytearray(seal(7, {"title": text.hex()}))
    line[at % len(line)] ^= 1 << bit
    assert not is_sound(bytes(line))


def test_defaults_take_no_room() -> None:
    article = Article(id="0" * 16, title="t", added=datetime(2026, 1, 1, tzinfo=UTC))
    assert document_of(article, ReadingState()) == {"id": "0" * 16, "title": "t", "added": "2026-01-01T00:00:00Z"}
    plain = Body(blocks=(Block(text="a"),), sections=(Section(label=Label.CONTENT, start=0, stop=1),))
    assert body_document("0" * 16, plain) == {"id": "0" * 16, "blocks": ["a"], "sections": [["content", 0, 1]]}


def test_fields_of_a_later_version_are_not_in_the_way_and_stay() -> None:
    item = stored(1)
    key = key_of_id(item.article.id)
    document = document_of(item.article, item.state) | {"mood": "calm"}
    assert row_of(key, document).article == item.article
    set_state(document, ReadingState(progress=0.5))
    set_article(document, item.article)
    assert document["mood"] == "calm"
    assert row_of(key, document).state.progress == 0.5
    longer = body_document(item.article.id, item.body)
    longer["blocks"][0] += [None, "later"]
    assert body_of(longer) == body("正文 1")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 5),
        ("title", None),
        ("id", "0123456789abcdef"),
        ("id", "../../../../etc"),
        ("added", "yesterday"),
        ("added", 7),
        ("authors", "someone"),
        ("authors", [1]),
        ("precision", "fortnight"),
        ("precision", []),
        ("views", "many"),
        ("views", True),
        ("length", 1.5),
        ("position", 4),
        ("position", []),
        ("position", {"block": 1}),
        ("progress", "half"),
        ("revealed", 3),
        ("corrections", [["content"]]),
        ("corrections", [["nonsense", 0, 1]]),
        ("tags", {"a": 1}),
    ],
)
def test_a_field_of_the_wrong_type_makes_a_document_malformed(field: str, value: object) -> None:
    item = stored(1)
    with pytest.raises(Malformed):
        row_of(key_of_id(item.article.id), document_of(item.article, item.state) | {field: value})


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"blocks": 3, "sections": []},
        {"blocks": [], "sections": [["content", 0, 1]]},
        {"blocks": ["a"], "sections": [["content", 1, 0]]},
        {"blocks": ["a"], "sections": [["content"]]},
        {"blocks": [[]], "sections": []},
        {"blocks": [{"text": "a"}], "sections": []},
        {"blocks": [["a", "\n", "song"]], "sections": []},
    ],
)
def test_a_body_of_the_wrong_shape_is_malformed(document: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        body_of(document)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT, lambda part: st.lists(part) | st.dictionaries(TEXT, part)
    )
)
@settings(max_examples=60, deadline=None)
def test_no_json_value_makes_decoding_fail_in_another_way(value: object) -> None:
    item = stored(1)
    for field in ("id", "title", "added", "url", "precision", "views", "read", "position", "corrections", "tags"):
        with suppress(Malformed):
            row_of(key_of_id(item.article.id), document_of(item.article, item.state) | {field: value})
    for document in ({"blocks": value, "sections": []}, {"blocks": ["a"], "sections": value}):
        with suppress(Malformed):
            body_of(document)


@pytest.mark.parametrize("id", ["", "abc", "0" * 15, "0" * 17, "G" * 16, "../../etc/passwd0", "A" * 16])
def test_an_id_is_sixteen_lower_case_hexadecimal_digits(id: str) -> None:
    with pytest.raises(NotFound):
        key_of_id(id)
