"""The model that comes with the package: what it says of itself, and that it answers for pages of any length."""

import numpy as np
import pytest

from reader.clutter import model
from reader.clutter.labelling import read_page
from reader.clutter.sight import see
from tests.clutter.pages import NOW, demos, draft


def test_the_model_says_what_it_was_made_from_and_how_good_it_is() -> None:
    about = model.load().about
    assert len(about["digest"]) == 32
    assert about["cases"] > 500
    for language in ("en", "zh"):
        held_out = about["held_out"][f"pages {language}"]
        assert held_out["pages"] > 50
        assert held_out["mean"]["f1"] > 0.96
        assert {*held_out["mean"]} == {*held_out["spread"]} == {"f1", "lost", "hidden", "perfect"}


@pytest.mark.parametrize("length", [1, 2, 3, 31, 32, 33, 57])
def test_it_answers_for_pages_of_any_length(length: int) -> None:
    page, _ = read_page(draft("\n".join(demos()[9].text.split("\n") * 2)).blocks[:length], NOW, None)
    sight = see(page)
    answers = model.load().evidence(sight.numbers, sight.terms)
    assert answers.shape == (length, 1 + len(model.KINDS))
    assert np.isfinite(answers).all()


def test_what_comes_in_is_what_it_was_trained_on() -> None:
    page, _ = read_page(draft(demos()[0].text).blocks, NOW, None)
    assert see(page).numbers.shape[1] == len(model.load().mean) == len(model.load().scale)


def test_a_line_without_known_terms_is_looked_at_too() -> None:
    page, _ = read_page(draft("ꙮꙮꙮ\nᚠᚢᚦ ᚠᚢᚦ\n𒀀𒀁").blocks, NOW, None)
    sight = see(page)
    assert model.load().evidence(sight.numbers, [set[str]()] * 3).shape == (3, 9)
