"""Libraries for a terminal, made once in each test process and copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from reader import demo
from reader.library import Library
from tests.conftest import NOON
from tests.pty.samples import hostile_pages
from tests.pty.terminal import Terminal

Copy = Callable[[Path], None]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder for all that a program keeps."""
    folder = tmp_path / "home"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample library, as a folder to copy."""
    folder = tmp_path_factory.mktemp("sample") / "library"
    demo.library(folder, lambda: NOON - timedelta(days=1)).close()
    return folder


@pytest.fixture(scope="session")
def hostile_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of pages that each try something on the terminal."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile_pages(folder / "pages")
    with Library.open(folder / "library", clock=lambda: NOON) as library:
        outcomes = list(library.add([folder / "pages"]))
    assert {outcome.status for outcome in outcomes} == {"new"}
    return folder / "library"


@pytest.fixture
def sample(home: Path, sample_library: Path) -> Path:
    """A home whose library is the sample library; READER_HOME of the terminals in it."""
    shutil.copytree(sample_library, home, dirs_exist_ok=True)
    return home


@pytest.fixture
def hostile(home: Path, hostile_library: Path) -> Path:
    """A home whose library holds hostile pages."""
    shutil.copytree(hostile_library, home, dirs_exist_ok=True)
    return home


@pytest.fixture
def terminal(sample: Path) -> Iterator[Terminal]:
    """The app on the sample library, opened and drawn."""
    with Terminal(home=sample) as terminal:
        terminal.see("Articles · 16")
        terminal.see("11 min")
        terminal.rest()
        yield terminal
