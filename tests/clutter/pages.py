"""Making drafts for the clutter tests, and reading the labelled demo pages."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reader.clutter import label
from reader.core.article import Block, Draft, Label, Labelled

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 6, 1, 12, 0)


def draft(text: str, **fields: str) -> Draft:
    lines = tuple(Block(text=line) for line in text.split("\n") if line.strip())
    return Draft(name="notes.txt", original=b"", blocks=lines, **fields)  # type: ignore[arg-type]


def labelled(text: str, **fields: str) -> Labelled:
    return label(draft(text, **fields), now=NOW)


def line_labels(found: Labelled) -> list[Label]:
    return [section.label for section in found.body.sections for _ in range(section.start, section.stop)]


def hidden(found: Labelled) -> list[str]:
    pairs = zip(found.body.blocks, line_labels(found), strict=True)
    return [block.text for block, own in pairs if own.is_clutter]


@dataclass(frozen=True)
class Demo:
    name: str
    text: str
    kinds: list[str]
    facts: dict[str, object]


def demos() -> list[Demo]:
    found = []
    for path in sorted((ROOT / "tests/data/demo").glob("*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        text = (ROOT / "reader/demo/pages" / f"{path.stem}.txt").read_text(encoding="utf-8")
        found.append(Demo(path.stem, text, facts["kinds"], facts))
    return found
