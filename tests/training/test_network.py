"""What PyTorch trains is what numpy computes."""

from pathlib import Path

import numpy as np
import pytest

from reader.clutter import model
from reader.training.cases import Case, read_case
from reader.training.examples import learnt
from tests.floors import FOLDERS

pytest.importorskip("torch", reason="PyTorch is for training only")


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [read_case(path) for path in sorted(FOLDERS[0].glob("*.json"))[:6]]


def test_a_network_learns_its_pages_and_is_kept(cases: list[Case], tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    from reader.training import network
    from reader.training.__main__ import write

    monkeypatch.setattr(network, "_SITES", 1)
    monkeypatch.setattr(network, "_EPOCHS", 60)
    examples = [learnt(case).example for case in cases]
    made = network.train(examples, [0])
    right = known = 0
    for example in examples:
        odds = made.evidence(example.numbers, example.terms)[:, 0]
        sure = ~np.isnan(example.article)
        right += int(((odds > 0) == example.article)[sure].sum())
        known += int(sure.sum())
    assert right > 0.97 * known
    write(made, tmp_path / "model.npz")
    kept = model.read(tmp_path / "model.npz")
    before = made.evidence(examples[0].numbers, examples[0].terms)
    after = kept.evidence(examples[0].numbers, examples[0].terms)
    assert np.abs(before - after).max() < 0.5
    assert (before.argmax(axis=1) == after.argmax(axis=1)).mean() > 0.95
