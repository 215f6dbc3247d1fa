"""Folding gives one spelling to all that is typed alike, and offsets that lead back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.folding import fold, folded, folded_in_place


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Ｒｅａｄｅｒ１２", "reader12"),
        ("Málaga café", "malaga cafe"),
        ("Æther Øresund Łódź", "aether oresund lodz"),
        ("龍與鳳", "龙与凤"),
        ("ﬁne “quotes”", 'fine "quotes"'),
        ("e\u0301te\u0301", "ete"),
        ("STRASSE straße", "strasse strasse"),
    ],
)
def test_what_is_typed_alike_folds_alike(text: str, same: str) -> None:
    assert folded(text) == same


def test_each_folded_character_knows_where_it_came_from() -> None:
    text, origins = fold("aﬁ龍")
    assert text == "afi龙"
    assert origins == [0, 1, 1, 2]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_origins_ascend_within_the_text(text: str) -> None:
    result, origins = fold(text)
    assert result == folded(text)
    assert len(origins) == len(result)
    assert origins == sorted(origins)
    assert all(0 <= origin < len(text) for origin in origins)


@given(st.text("國台湾ǅé\u0301ﬁ…Ⅷ１ａß", max_size=20))
@settings(max_examples=50, deadline=None)
def test_folding_in_place_moves_no_character(text: str) -> None:
    kept = folded_in_place(text)
    assert len(kept) == len(text)
    for before, after in zip(text, kept, strict=True):
        assert after in (before, folded(before))
