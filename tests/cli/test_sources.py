"""`reader sources`: what was learned, and rules listed, carried and taken back."""

import json
from pathlib import Path

import pytest

from reader import exits
from reader.core.article import Label
from tests.cli.program import Run
from tests.learning.pages import PROMO, SITE, added, opened, page, shows


@pytest.fixture
def ids() -> list[str]:
    """Two pages of a site, with a rule made on the first."""
    with opened() as library:
        ids = added(library, page(0), page(1))
        body = library.body(ids[0])
        (block,) = (index for index, block in enumerate(body.blocks) if block.text == PROMO)
        row = library.catalog.find(ids[0])
        library.apply(library.sources.flip(row, body, block, block + 1, Label.OTHER))
    return ids


def shown(id: str) -> bool:
    with opened() as library:
        return shows(library.body(id), PROMO)


def test_sources_are_listed_for_people_and_for_programs(reader: Run, ids: list[str]) -> None:
    (line,) = reader("sources").out.splitlines()
    assert line.split() == ["2", "pages", "0", "template", "lines", "1", "rules", SITE]
    (shape,) = reader("sources", "--json").objects
    assert (shape["name"], shape["pages"], shape["rules"]) == (SITE, 2, 1)


def test_one_source_shows_its_rules_and_its_template(reader: Run, ids: list[str]) -> None:
    with opened() as library:
        added(library, page(2))
    done = reader("sources", SITE[:2])
    assert f"2026-11-01  hides: {PROMO}" in done.out
    assert f"3 pages  {PROMO}" in done.out
    (shape,) = reader("sources", "--json", SITE).objects
    assert {"pages": 3, "text": PROMO} in shape["template"]
    assert [rule["lines"] for rule in shape["rules"]] == [[PROMO]]


def test_rules_are_carried_to_another_library(reader: Run, ids: list[str]) -> None:
    assert reader("sources", "--export", "rules.jsonl").code == exits.DONE
    printed = reader("sources", "--export", "-").out
    assert printed == Path("rules.jsonl").read_text("utf-8")
    (rule,) = map(json.loads, printed.splitlines())
    reader("sources", "--undo", rule["id"])
    assert shown(ids[1])
    assert reader("sources", "--import", "rules.jsonl").out == "1 rule taken in, 0 known already\n"
    assert not shown(ids[1])
    assert reader("sources", "--import", "-", stdin=printed.encode()).out == "0 rules taken in, 1 known already\n"
    assert reader("sources", "--export", "-").out == printed


def test_a_rule_is_taken_back_by_its_id_on_all_pages(reader: Run, ids: list[str]) -> None:
    (rule,) = reader("sources", "--json", SITE).objects[0]["rules"]
    done = reader("sources", "--undo", rule["id"])
    assert done.out.startswith(f"taken back: {rule['id']}")
    assert [shown(id) for id in ids] == [True, True]
    assert reader("sources", "--undo", rule["id"]).code == exits.NOT_FOUND


def test_lines_that_are_no_rules_are_told_by_file_and_number_and_passed_over(reader: Run, ids: list[str]) -> None:
    good = reader("sources", "--export", "-").out
    Path("mixed.jsonl").write_text(f'{good}\nnothing\n{{"source": "x"}}\n', "utf-8")
    done = reader("sources", "--import", "mixed.jsonl")
    assert done.code == exits.PROBLEMS
    assert done.err.splitlines() == [
        "reader: mixed.jsonl:3: is no JSON; the rule was passed over",
        "reader: mixed.jsonl:4: has no lines to match; the rule was passed over",
    ]


def test_what_is_not_there_and_what_does_not_go_together_is_said(reader: Run, ids: list[str]) -> None:
    assert reader("sources", "nowhere").code == exits.NOT_FOUND
    assert reader("sources", "--import", "nowhere.jsonl").code == exits.NOT_FOUND
    assert reader("sources", "--export", "no/such/folder/rules").code == exits.REFUSED
    assert reader("sources", SITE, "--export", "-").code == exits.USAGE


def test_a_hostile_rule_reaches_no_terminal(reader: Run) -> None:
    rule = {"source": "x\x1b[2J", "label": "other", "lines": ["a\x1b]0;b"], "made": "2026-01-01T00:00:00+00:00"}
    assert reader("sources", "--import", "-", stdin=json.dumps(rule).encode()).code == exits.DONE
    assert "\x1b" not in reader("sources").out + reader("sources", "x").out
