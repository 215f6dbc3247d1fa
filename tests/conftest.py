"""Nothing of the machine the tests run on may show in them: no settings, no colours, no clock, no user's library."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.wording import speak

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def hermetic(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (
        "NO_COLOR",
        "TEXTUAL_THEME",
        "TEXTUAL",
        "READER_HOME",
        "COLORTERM",
        "FORCE_COLOR",
        "LC_ALL",
        "LC_MESSAGES",
    ):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    speak("en")
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "home")


@pytest.fixture
def noon() -> datetime:
    return NOON


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name tests after the size of bytes, not the bytes: archives hold the time they were made."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None
