"""`python -m tests.floors`: pin how well our own labelled pages are read, and say what moved.

Of each page are kept the scores of reader.training.scoring, the share of its lines with the very label (`kinds`), and
the facts that are read as stated. tests/clutter/test_floors.py refuses a change that lowers any of them.
"""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from reader.clutter import label
from reader.core.article import Draft, Labelled
from reader.training.cases import Case, paths_in, read_case
from reader.training.scoring import as_shape, score
from tests.clutter.pages import NOW, ROOT, line_labels

FLOORS = Path(__file__).with_name("data") / "floors.json"
FOLDERS = (ROOT / "tests/data/labelled", ROOT / "tests/data/demo")

Floor = dict[str, float | list[str]]


def cases() -> Iterator[Case]:
    """Return our labelled pages."""
    return map(read_case, paths_in(FOLDERS))


def measured(case: Case) -> Floor:
    """Return how well a page is read now."""
    found = label(Draft(name=case.name, original=b"", blocks=case.blocks), now=NOW)
    labels = line_labels(found)
    scores: Floor = {**as_shape(score(case, [not own.is_clutter for own in labels]))}
    right = sum(own.value == kind for own, kind in zip(labels, case.kinds or (), strict=True))
    return scores | {"kinds": round(right / len(labels), 4), "facts": sorted(facts(case, found))}


def facts(case: Case, found: Labelled) -> Iterator[str]:
    """Yield the names of the facts that were read as the case states them."""
    byline, stated = found.byline, case.facts
    when = datetime.fromisoformat(stated["published"]) if len(stated["published"] or "") >= 10 else None
    read = byline.published
    same_day = when is not None and read is not None and read.date() == when.date()
    yield from (
        name
        for name, same in (
            ("title", found.title == stated["title"]),
            ("source", byline.source == stated["source"]),
            ("authors", list(byline.authors) == stated["authors"]),
            ("published", same_day if when else read is None),
            ("views", byline.views == stated["views"]),
        )
        if same
    )


def fallen(old: Floor, new: Floor) -> list[str]:
    """Return what is worse in `new` than in `old`, one line each."""
    worse = []
    for name, floor in old.items():
        value = new[name]
        if isinstance(floor, list) or isinstance(value, list):
            missing = sorted({*_names(floor)} - {*_names(value)})
            worse += [f"{fact} is no longer read" for fact in missing]
        elif (value > floor) if name == "lost" else (value < floor):
            worse.append(f"{name}: {floor} -> {value}")
    return worse


def _names(value: float | list[str]) -> list[str]:
    return value if isinstance(value, list) else []


def load() -> dict[str, Floor]:
    """Return the pinned floors by page."""
    floors: dict[str, Floor] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return floors


def main() -> int:
    """Measure all pages, print what moved, and pin it."""
    old, new = load(), {case.name: measured(case) for case in cases()}
    for name in sorted({*old, *new}):
        if name not in new or name not in old:
            print(f"{name}: {'new' if name in new else 'gone'}")
            continue
        better, worse = fallen(new[name], old[name]), fallen(old[name], new[name])
        if better or worse:
            print(f"{name}: {'worse: ' + '; '.join(worse) if worse else 'better'}  {old[name]} -> {new[name]}")
    rows = (f'"{name}": {json.dumps(floor)}' for name, floor in sorted(new.items()))
    FLOORS.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    for key in ("f1", "lost", "hidden", "perfect", "kinds"):
        print(f"{key}: mean {sum(float(floor[key]) for floor in new.values()) / len(new):.4f}")  # type: ignore[arg-type]
    return 0


if __name__ == "__main__":
    sys.exit(main())
