"""Originals come back to the byte, from where this version keeps them and from where earlier ones did."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.errors import NotFound, Unreadable
from reader.store.lock import Lock
from reader.store.originals import Originals, original_document, original_of
from tests.store.samples import id_of


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    """Two as this version keeps them, and one as earlier versions did."""
    kept = Originals(tmp_path, Lock(tmp_path / "lock"))
    kept.put({id_of(1): b"one", id_of(2): b""})
    alone(tmp_path, 3).write_bytes(gzip.compress(b"three"))
    return kept


def alone(folder: Path, number: int) -> Path:
    path = folder / id_of(number)[:2] / f"{id_of(number)}.gz"
    path.parent.mkdir(exist_ok=True)
    return path


def test_all_are_found(originals: Originals) -> None:
    wanted = [b"one", b"", b"three"]
    assert [originals.get(id_of(number)) for number in (1, 2, 3)] == wanted
    with originals.reading() as get:
        assert [get(id_of(number)) for number in (1, 2, 3)] == wanted
    assert list(originals.alone()) == [id_of(3)]


def test_what_is_put_again_takes_the_place_of_an_earlier_file(originals: Originals) -> None:
    originals.put({id_of(3): b"again"})
    assert originals.get(id_of(3)) == b"again"


def test_removing_leaves_neither(originals: Originals) -> None:
    originals.put({id_of(3): b"three"})
    originals.remove([id_of(1), id_of(3), id_of(4)])
    for number in (1, 3, 4):
        with pytest.raises(NotFound):
            originals.get(id_of(number))
    assert originals.get(id_of(2)) == b""


@pytest.mark.parametrize("data", [b"", b"no gzip", gzip.compress(b"three")[:-3]])
def test_a_damaged_earlier_file_is_told_in_one_line(originals: Originals, tmp_path: Path, data: bytes) -> None:
    alone(tmp_path, 3).write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        originals.get(id_of(3))
    assert "\n" not in str(caught.value)
    assert id_of(3) in str(caught.value)


@given(st.binary(max_size=200))
@settings(max_examples=50, deadline=None)
def test_a_document_holds_any_bytes(data: bytes) -> None:
    assert original_of(original_document(id_of(1), data)) == data
