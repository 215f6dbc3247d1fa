"""Reading labelled pages, telling their sites, putting pages together, and scoring how they are read."""

import json
from pathlib import Path

import numpy as np
import pytest

from reader.clutter import model
from reader.training.cases import Case, digest_of, paths_in, read_case, sites
from reader.training.examples import learnt, recombined
from reader.training.scoring import Score, mean_of, score, spread_of

MENU = "Home\nNews of the harbour\nSubscribe to the Gull\n"
BODY = "The ferry left the harbour late, with a goat aboard, and came back.\nNobody had paid for the goat.\n"
FOOT = "© 2026 The Gull\nContact the harbour office\n"
LABELS = ["clutter"] * 3 + ["title", "meta", "content", "content"] + ["clutter"] * 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, foot in enumerate((FOOT, FOOT, "© 2026 Elsewhere\n" + "Made on another island\n")):
        menu = MENU if number < 2 else "Start\nIslands\nBoats and nets\n"
        text = (
            f"{menu}\nFerry number {number}\nMarch {number + 1}, 2026\n\n{BODY.replace('goat', f'goat {number}')}{foot}"
        )
        facts = {
            "title": f"Ferry number {number}",
            "lang": "en-GB",
            "url": f"https://s{number}.example/",
            "labels": LABELS,
        }
        (tmp_path / f"p{number}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"p{number}.json").write_text(json.dumps(facts), encoding="utf-8")
    return tmp_path


@pytest.fixture
def cases(folder: Path) -> list[Case]:
    return [read_case(path) for path in paths_in([folder])]


def test_a_page_has_one_label_per_line(cases: list[Case], folder: Path) -> None:
    assert [case.language for case in cases] == ["en"] * 3
    assert cases[0].labels == tuple(LABELS)
    (folder / "p0.txt").write_text(MENU, encoding="utf-8")
    with pytest.raises(ValueError, match="9 labels for 3 lines"):
        read_case(folder / "p0.json")


def test_kinds_are_labels_too(folder: Path) -> None:
    facts = {"title": "x", "lang": "zh-Hans", "kinds": ["navigation", "title", "byline", "content", "footer"]}
    (folder / "k.json").write_text(json.dumps(facts), encoding="utf-8")
    (folder / "k.txt").write_text("首页\n雾\n海角日报\n雾很大。\n© 海角\n", encoding="utf-8")
    case = read_case(folder / "k.json")
    assert case.labels == ("clutter", "title", "meta", "content", "clutter")
    kinds = [model.KINDS[index].value if index >= 0 else "" for index in learnt(case).example.kinds]
    assert kinds == ["navigation", "", "", "", "footer"]


def test_pages_that_share_their_chrome_are_of_one_site(cases: list[Case]) -> None:
    first, second, third = sites(cases)
    assert first == second != third


def test_the_digest_tells_other_cases(folder: Path) -> None:
    before = digest_of(paths_in([folder]))
    assert digest_of(paths_in([folder])) == before
    (folder / "p0.txt").write_text("x\n" * 9, encoding="utf-8")
    assert digest_of(paths_in([folder])) != before


def test_articles_are_put_into_other_chrome_with_their_labels(cases: list[Case]) -> None:
    made = list(recombined(cases * 4, 1))
    assert made
    for case in made:
        assert len(case.labels) == len(case.blocks)
        content = [b.text for b, own in zip(case.blocks, case.labels, strict=True) if own == "content"]
        original = next(own for own in cases if own.name == case.name.split()[0])
        assert content == [b.text for b, own in zip(original.blocks, original.labels, strict=True) if own == "content"]


def test_an_example_has_a_row_a_line(cases: list[Case]) -> None:
    example = learnt(cases[0]).example
    assert len(example.numbers) == len(example.terms) == len(example.article) == len(LABELS)
    assert np.isfinite(example.numbers).all()
    assert np.isnan(example.article).sum() == 2


def test_scores_weigh_characters(cases: list[Case]) -> None:
    right = [label != "clutter" for label in LABELS]
    assert score(cases[0], right) == Score(1, 0, 1, 1)
    assert score(cases[0], [True] * 9).hidden == 0
    nothing = score(cases[0], [False] * 9)
    assert (nothing.lost, nothing.f1, nothing.perfect) == (1, 0, 0)
    one_lost = score(cases[0], [own and index != 6 for index, own in enumerate(right)])
    assert 0.2 < one_lost.lost < 0.4
    assert mean_of([Score(1, 0, 1, 1), Score(0, 1, 0, 0)]) == Score(0.5, 0.5, 0.5, 0.5)
    assert spread_of([Score(1, 0, 1, 1), Score(0, 0, 0, 0)]) == Score(0.5, 0, 0.5, 0.5)
