"""Linting, formatting and types, as tests: the one test command proves them too."""

import subprocess
import sys

import pytest

from tests.sources import ROOT


@pytest.mark.parametrize(
    "check",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)],
    ids=lambda check: " ".join(check),
)
def test_static_check_passes(check: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-m", *check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
