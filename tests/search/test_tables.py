"""The shipped tables are what their generator makes, where its packages are installed."""

from pathlib import Path

import pytest

from reader.search import make_tables


def test_tables_are_fresh() -> None:
    pytest.importorskip("pypinyin")
    pytest.importorskip("opencc")
    kept = Path(make_tables.__file__).with_name("tables.txt").read_text("utf-8")
    assert make_tables.tables() == kept, "run: python -m reader.search.make_tables"
