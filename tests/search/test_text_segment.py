"""Segments of the text index without some of their articles: what is left is found as before."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.text_folding import folded, searchable
from reader.search.text_segment import Damaged, Entry, Segment, write, write_without
from reader.search.text_signature import PASSAGE, rows_of

ACROSS = 12
"""Bits by which a text may know what stood behind it: two for each of the six grams that reach over its end."""

ALPHABET = st.sampled_from("渡口雪山 abc，𠮷")
TEXTS = st.lists(st.text(ALPHABET, max_size=20) | st.text(ALPHABET, min_size=1, max_size=3), min_size=1, max_size=12)


def entries(texts: list[str]) -> list[Entry]:
    """Return an entry for each text; every third is so long that it has several passages."""
    long = [text * (1 if number % 3 else 1 + PASSAGE // 4) for number, text in enumerate(texts)]
    return [Entry(f"{number:016x}", number, -number, searchable(text)) for number, text in enumerate(long)]


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.sets(st.integers(0, 11)))
def test_what_is_left_is_as_if_it_had_been_written_without_them(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], gone: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    every = entries(texts)
    left = [entry for number, entry in enumerate(every) if number not in gone]
    write(folder / "whole", every)
    ids = {f"{number:016x}" for number in gone}
    assert write_without(folder / "less", Segment(folder / "whole"), ids) == bool(left)
    assert (folder / "less").exists() == bool(left)
    if left:
        write(folder / "fresh", left)
        less, fresh = Segment(folder / "less"), Segment(folder / "fresh")
        assert [less.entry(at) for at in range(len(less))] == left
        assert less.passages == fresh.passages
        bits, fresh_bits = (np.unpackbits(segment.rows(np.ones(len(left), np.bool_))) for segment in (less, fresh))
        assert (bits ^ fresh_bits).sum() <= 2 * ACROSS * len(left)
        for at, entry in enumerate(left):
            assert less.may_hold([rows_of(folded(entry.text[-20:]))])[at]


def test_a_damaged_segment_is_not_copied(tmp_path: Path) -> None:
    write(tmp_path / "whole", entries(["渡口", "雪", "山"]))
    data = (tmp_path / "whole").read_bytes()
    (tmp_path / "whole").write_bytes(data[:-1] + b"?")
    with pytest.raises(Damaged):
        write_without(tmp_path / "less", Segment(tmp_path / "whole"), {f"{0:016x}"})
    assert not (tmp_path / "less").exists()
