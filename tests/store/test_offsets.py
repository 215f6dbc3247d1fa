"""Where lines start: as a dictionary would have it."""

from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb.table import Document

from reader.store.offsets import LEAST, Offsets, compact
from reader.store.table import LineDB

KEYS = st.integers(0, 2**64 - 1) | st.integers(0, 300)


@given(st.dictionaries(KEYS, st.integers(0, 2**50), max_size=400), st.lists(st.tuples(KEYS, st.integers(0, 99))))
@settings(max_examples=60, deadline=None)
def test_it_is_as_a_dictionary(first: dict[int, int], later: list[tuple[int, int]]) -> None:
    offsets = Offsets(first)
    for key, offset in later:
        offsets[key] = offset
        first[key] = offset
    assert list(offsets.items()) == list(first.items())
    assert list(offsets) == list(first)
    assert len(offsets) == len(first)
    assert all(offsets[key] == offset for key, offset in first.items())
    absent = 2**63 + 12345
    assert (absent in offsets) == (absent in first)
    assert offsets.get(2**70) is None
    assert "7" not in offsets


def test_only_what_is_large_and_fits_is_kept_so() -> None:
    many = dict.fromkeys(range(LEAST), 0)
    assert isinstance(compact(many), Offsets)
    assert compact({1: 2}) == {1: 2}
    assert isinstance(compact(many | {2**64: 0}), dict)


def test_a_key_that_does_not_fit_is_taken_into_a_large_file(tmp_path: Path) -> None:
    with patch("reader.store.offsets.LEAST", 2), LineDB(tmp_path / "db.json") as db:
        db.insert_multiple({"n": number} for number in range(5))
        db.insert({"n": 5})
        assert isinstance(db.lines.file.offsets, Offsets)
        db.table("_default").put([_document(2**70)])
        assert [document["n"] for document in db.all()] == [0, 1, 2, 3, 4, 5, 6]


def _document(key: int) -> Document:
    return Document({"n": 6}, key)
