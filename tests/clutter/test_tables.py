"""Tables in the midst of an article."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.clutter import label
from reader.core.article import Draft, Kind
from reader.importers import pagetext
from tests.sources import ROOT

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
PAGES = sorted((ROOT / "tests/data/formatted").glob("*.md"))


def drafted(path: Path) -> Draft:
    draft = next(pagetext.read(path.read_bytes(), path.name, None))
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_tables_of_an_article_are_shown(path: Path) -> None:
    body = label(drafted(path), now=NOW).body
    rows = [index for index, block in enumerate(body.blocks) if block.kind is Kind.TABLE_ROW]
    assert rows
    assert [index for index in rows if body.sections[body.section_of(index)].label.is_clutter] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_marks_of_a_heading_are_no_part_of_the_title(path: Path) -> None:
    assert not label(drafted(path), now=NOW).title.startswith("#")
