"""The script that fits the weights of titles, on a few pages made here."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from reader.training import titles
from reader.training.cases import read_case

BODY = "\n".join(f"The ferry left the harbour {word}, with a goat aboard, and came back." for word in ("late", "early"))


@pytest.fixture
def cases(tmp_path: Path) -> list[titles.Case]:
    for number in range(8):
        title = f"Ferry number {number} turns back"
        text = f"Home\nThe weather today\n{title}\nMarch 3, 2026\n{BODY}\n"
        facts = {"title": title, "lang": "en", "url": f"https://s{number}.example/", "labels": ["clutter"] * 6}
        (tmp_path / f"p{number}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"p{number}.json").write_text(json.dumps(facts), encoding="utf-8")
    return [case for path in sorted(tmp_path.glob("*.json")) if (case := titles.titled(read_case(path)))]


def test_titles_of_sites_held_out_are_found(cases: list[titles.Case]) -> None:
    scores = titles.cross_validate(cases, list(cases[0].features[0]))
    assert scores == {"en": {"pages": 8, "found": 1.0, "spread": 0.0}}


def test_a_page_without_its_title_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text("Home\n" + BODY, encoding="utf-8")
    (tmp_path / "p.json").write_text(
        json.dumps({"title": "Elsewhere", "lang": "en", "labels": ["content"] * 3}), encoding="utf-8"
    )
    assert titles.titled(read_case(tmp_path / "p.json")) is None


def test_the_weights_are_those_of_the_features(cases: list[titles.Case]) -> None:
    made = json.loads(files("reader.clutter").joinpath("title.json").read_text(encoding="utf-8"))
    assert list(made["weights"]) == list(cases[0].features[0])
    assert made["digest"]
    assert made["held_out"]["zh"]["found"] > 0.8
