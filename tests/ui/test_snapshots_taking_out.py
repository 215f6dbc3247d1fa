"""Every state of taking articles out, as a picture."""

from pathlib import Path

import pytest

from tests.ui.conftest import Photo, app_over
from tests.ui.samples import PAGES

NARROW, SMALL = (40, 12), (80, 24)


@pytest.fixture(autouse=True)
def without_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "TMUX", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")


@pytest.mark.parametrize("size", [NARROW, SMALL], ids=["40x12", "80x24"])
def test_which_file_to_export_to(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over(PAGES), "E", size=size)


def test_other_endings_are_offered(photo: Photo) -> None:
    assert photo(app_over(PAGES), "v", "v", "E", "backspace", "backspace", "text:ep", size=SMALL)


def test_what_was_exported(photo: Photo) -> None:
    assert photo(app_over(PAGES), "v", "v", "E", "enter", size=SMALL)


def test_a_file_that_is_there_is_not_written_over(photo: Photo) -> None:
    Path("3.txt").write_text("mine")
    assert photo(app_over(PAGES), "E", "ctrl+u", "text:~/3.txt", "enter", size=SMALL)


def test_which_command_to_pipe_to(photo: Photo) -> None:
    assert photo(app_over(PAGES), "vertical_line", "text:wc -m", size=SMALL)


@pytest.mark.parametrize("size", [NARROW, SMALL], ids=["40x12", "80x24"])
def test_what_a_command_printed(photo: Photo, size: tuple[int, int]) -> None:
    assert photo(app_over(PAGES), "vertical_line", "text:cat -n", "enter", "j", "j", size=size)


def test_a_command_that_is_not_there(photo: Photo) -> None:
    assert photo(app_over(PAGES), "vertical_line", "text:no-such-program", "enter", size=SMALL)


def test_what_was_copied_and_how(photo: Photo) -> None:
    assert photo(app_over(PAGES), "enter", "j", "j", "ampersand", size=SMALL)


def test_nothing_to_open(photo: Photo) -> None:
    assert photo(app_over(PAGES), "o", size=SMALL)
