"""A damaged library opens with what is sound, says what was set aside, keeps a copy, and never hangs."""

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from reader.core.errors import NewerSchema, Unreadable
from reader.core.state import ReadingState
from reader.store import Store
from tests.store.samples import id_of, stored

COUNT = 12


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    with Store.open(folder) as store:
        store.put(stored(number) for number in range(COUNT))
    return folder


def articles(library: Path) -> Path:
    return library / "articles.json"


def titles(library: Path) -> tuple[list[str], tuple[str, ...]]:
    with Store.open(library) as store:
        return [row.article.title for row in store.rows()], store.notices


def copies(library: Path) -> list[bytes]:
    return [path.read_bytes() for path in library.glob("articles.json.damaged-*")]


ALL = [f"第{number}篇" for number in range(COUNT)]


def cut_last_line(data: bytes) -> bytes:
    return data[:-30]


def nul_in_the_middle(data: bytes) -> bytes:
    at = data.index("第5篇".encode())
    return data[:at] + b"\0" * 40 + data[at + 40 :]


@pytest.mark.parametrize(
    ("damage", "left", "copied"),
    [
        (cut_last_line, ALL[:-1], True),
        (lambda data: data[:-3], ALL, False),
        (lambda data: data[: data.index(b"\n", 400)], ALL[:2], False),
        (lambda data: data[:-3] + b',\n"17": {"ti' + b"\0" * 600, ALL, True),
        (lambda data: data + b"\0" * 600, ALL, True),
        (nul_in_the_middle, ALL[:5] + ALL[6:], True),
        (lambda data: b"\0" * 20 + data[20:], ALL, True),
        (lambda data: data + b"}", ALL, True),
        (lambda data: data.replace(b",\n", b";\n", 1), ALL, True),
        (lambda data: data.replace(b",\n", b",\x0b", 1), ALL, True),
        (lambda data: data.replace(b'"length":6', b'"length":7', 1), ALL, True),
        (lambda data: b"", [], False),
        (lambda data: b" \n\n", [], False),
    ],
)
def test_what_is_sound_is_there_and_the_damage_is_told(
    library: Path, damage: Callable[[bytes], bytes], left: list[str], copied: bool
) -> None:
    good = articles(library).read_bytes()
    articles(library).write_bytes(damage(good))
    shown, notices = titles(library)
    assert shown == left
    assert len(notices) == 1
    assert str(articles(library)) in notices[0]
    assert articles(library).read_bytes() == damage(good), "reading changes nothing"
    assert titles(library) == (shown, notices), "it is said until it is repaired, and kept once"
    assert ("a copy is kept in" in notices[0], len(copies(library))) == (copied, int(copied))
    assert all(kept in damage(good) for kept in copies(library))


def test_the_next_write_repairs_the_file(library: Path) -> None:
    articles(library).write_bytes(nul_in_the_middle(articles(library).read_bytes()))
    with Store.open(library) as store:
        store.put([stored(99)])
        assert [row.article.title for row in store.rows()] == ALL[:5] + ALL[6:] + ["第99篇"]
    shown, notices = titles(library)
    assert (shown[-1], notices) == ("第99篇", ())
    json.loads(articles(library).read_bytes())
    assert len(copies(library)) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"null",
        b"[]",
        b'"x"',
        b"7",
        b'{"_default": [1, 2]}',
        b"\0" * 500,
        gzip.compress(b"something", mtime=0),
        b'{"_default": {"1": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
        b'{"_default": {"1": {"title": "cut',
        "随便写点什么".encode(),
    ],
    ids=["null", "list", "text", "number", "list for a table", "NULs", "gzip", "deep", "cut", "prose"],
)
def test_what_is_no_library_file_is_refused_with_a_hint_and_left_alone(library: Path, content: bytes) -> None:
    articles(library).write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        Store.open(library)
    assert str(articles(library)) in caught.value.what
    assert caught.value.hint
    assert articles(library).read_bytes() == content


@pytest.mark.parametrize("encode", [lambda text: b"\xef\xbb\xbf" + text.encode(), lambda text: text.encode("utf-16")])
def test_json_as_other_programs_write_it_is_read(library: Path, encode: Callable[[str], bytes]) -> None:
    value = json.loads(articles(library).read_bytes())
    articles(library).write_bytes(encode(json.dumps(value, indent=2)))
    assert titles(library) == (ALL, ())


def test_plain_tinydb_opens_and_may_change_the_library(library: Path) -> None:
    with TinyDB(articles(library)) as db:
        assert [document["title"] for document in db] == ALL
        db.update({"title": "改过的"}, doc_ids=[int(id_of(3), 16)])
    shown, notices = titles(library)
    assert shown == [*ALL[:3], "改过的", *ALL[4:]]
    assert notices == ()


def test_documents_of_the_wrong_shape_are_left_out_and_stay_in_the_file(library: Path) -> None:
    value = json.loads(articles(library).read_bytes())
    keys = list(value["_default"])
    value["_default"][keys[0]]["title"] = 5
    value["_default"][keys[1]] = 7
    value["_default"]["mine"] = {"title": "x"}
    articles(library).write_text(json.dumps(value))
    shown, notices = titles(library)
    assert shown == ALL[2:]
    assert len(notices) == 2
    assert articles(library).read_text() in [copy.decode() for copy in copies(library)]
    with Store.open(library) as store:
        store.set_states(store.rows())
    assert keys[0] in json.loads(articles(library).read_bytes())["_default"]


def test_two_lines_with_one_key_the_later_wins(library: Path) -> None:
    with Store.open(library) as store:
        store.put([stored(3, title="后来的")])
        assert [row.article.title for row in store.rows()] == [*ALL[:3], "后来的", *ALL[4:]]
    shown, notices = titles(library)
    assert shown == [*ALL[:3], "后来的", *ALL[4:]]
    assert notices == ()


def test_a_later_schema_is_refused_and_left_alone(library: Path) -> None:
    newer = articles(library).read_bytes().replace(b'"schema":1', b'"schema":9')
    articles(library).write_bytes(newer)
    with pytest.raises(NewerSchema) as caught:
        Store.open(library)
    assert caught.value.hint
    assert articles(library).read_bytes() == newer


def test_a_folder_a_pipe_and_a_device_in_the_files_place_do_not_hang_us(tmp_path: Path) -> None:
    makers: list[Callable[[Path], object]] = [
        os.mkfifo,
        os.mkdir,
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to(path),
    ]
    for number, make in enumerate(makers):
        folder = tmp_path / str(number)
        folder.mkdir()
        make(folder / "articles.json")
        with pytest.raises(Unreadable) as caught:
            Store.open(folder)
        assert caught.value.hint


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("hello")
    with pytest.raises(Unreadable):
        Store.open(tmp_path / "library")


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_leaves_every_untouched_line_and_never_a_traceback(library: Path, data: st.DataObject) -> None:
    good = articles(library).read_bytes() if not copies(library) else None
    backup = library / "good"
    if good is not None and not backup.exists():
        backup.write_bytes(good)
    good = backup.read_bytes()
    spoilt = bytearray(good)
    at = data.draw(st.integers(0, len(good) - 1))
    spoilt[at : at + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=60))
    articles(library).write_bytes(bytes(spoilt))
    untouched = [
        title
        for title in ALL
        if any(title.encode() in line for line in good.split(b"\n") if line in bytes(spoilt).split(b"\n"))
    ]
    try:
        shown, notices = titles(library)
    except NewerSchema:
        return
    assert [title for title in shown if title in untouched] == untouched
    assert notices or bytes(spoilt) == good or shown == ALL


def test_a_damaged_text_or_original_is_told_and_the_others_are_there(library: Path) -> None:
    with Store.open(library) as store:
        one, two = store.rows()[0].id, store.rows()[1].id
        shard = library / "bodies" / f"{one[:2]}.json"
        shard.write_bytes(shard.read_bytes().replace(b'"blocks"', b'"locks"'))
        kept = library / "originals" / f"{one[:2]}.json"
        kept.write_bytes(kept.read_bytes().replace(b'"zlib":"', b'"zlib":"junk'))
        with pytest.raises(Unreadable):
            store.body(one)
        with pytest.raises(Unreadable):
            store.original(one)
        assert all(any(str(path) in notice for notice in store.notices) for path in (shard, kept))
        assert store.body(two) == stored(1).body
        assert store.original(two) == stored(1).original
        store.set_states([row for row in store.rows() if row.state == ReadingState()][:1])
