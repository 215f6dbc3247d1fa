"""Settings are checked, and how the app was left is comfort: nothing wrong with it ever stands in the way."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.config import (
    SPACINGS,
    Checked,
    Places,
    Session,
    Settings,
    load_session,
    read_settings,
    refuse,
    save_session,
)
from reader.core.errors import SettingsError
from reader.layout.lines import Spacing

FILE = Path("settings.toml")


def test_the_library_is_the_one_named_else_reader_home_else_the_users_own() -> None:
    home = {"READER_HOME": "somewhere"}
    assert Places.of(home, Path("named")).library == Path("named").absolute()
    assert Places.of(home).library == Path("somewhere").absolute()
    assert Places.of({}).library.name == "archive-reader"
    assert Places.of({"READER_HOME": ""}).library == Places.of({}).library
    assert Places.of({}, Path("~/books")).library == Path.home() / "books"
    assert Places.of({}, Path("~nobody-of-this-name")).library == Path("~nobody-of-this-name").absolute()


def test_without_a_file_everything_has_its_default() -> None:
    assert read_settings(FILE) == Checked()


def test_a_file_says_what_it_says_and_no_more() -> None:
    FILE.write_text('measure = 60\n[keys]\nbookmark = "b,f4"\n', "utf-8")
    checked = read_settings(FILE)
    assert checked.settings == Settings(measure=60, keys={"bookmark": "b,f4"})
    assert not checked.problems
    refuse(checked.problems)


@pytest.mark.parametrize(
    "text",
    [
        b"theme =",
        b"\xff\xfe",
        b"colour = 'red'",
        b"theme = 3",
        b"measure = '60'",
        b"measure = true",
        b"measure = 0",
        b"spacing = 'huge'",
        b"language = 'fr'",
        b"motion = 1",
        b"mouse = 'no'",
        b"keys = 'b'",
        b"[keys]\nbookmark = ['b']",
        b"theme = " + b"[" * 5000,
        b"measure = " + b"9" * 5000,
    ],
    ids=lambda text: text[:20].decode("ascii", "replace"),
)
def test_what_is_wrong_is_named_with_what_to_do(text: bytes) -> None:
    FILE.write_bytes(text)
    with pytest.raises(SettingsError) as caught:
        refuse(read_settings(FILE).problems)
    assert str(FILE) in caught.value.what
    assert caught.value.hint


def test_everything_wrong_is_told_at_once_with_its_line_and_the_rest_holds() -> None:
    FILE.write_text('theme = 3\nmeasure = 0\n\nmouse = false\n[keys]\nup = 1\nundo = "z"\n', "utf-8")
    checked = read_settings(FILE)
    assert [(problem.line, problem.what) for problem in checked.problems] == [
        (1, "theme must be a text"),
        (2, "measure must be 1 or more"),
        (6, "keys.up must be a text"),
    ]
    assert checked.settings == Settings(mouse=False, keys={"undo": "z"})
    with pytest.raises(SettingsError) as caught:
        refuse(checked.problems)
    assert caught.value.what.count("(line ") == 3
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["keys.undo = 'z'", '[keys]\n"undo" = "z"', "[ keys ]\n  undo='z' # mine", "[keys]\r\nundo = 'z'"]
)
def test_the_line_of_a_key_is_known_however_it_is_written(text: str) -> None:
    FILE.write_bytes(text.encode())
    checked = read_settings(FILE)
    assert checked.settings.keys == {"undo": "z"}
    assert checked.lines["keys.undo"] == text.count("\n") + 1


def test_a_byte_order_mark_is_no_fault() -> None:
    FILE.write_bytes(b"\xef\xbb\xbfmeasure = 60\n")
    assert read_settings(FILE).settings.measure == 60


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="theme=measur\"'[].keys\n 01,{}#\u3000", max_size=60))
def test_no_file_is_read_otherwise_than_checked(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "settings.toml")
        path.write_text(text, "utf-8")
        checked = read_settings(path)
    assert isinstance(checked.settings, Settings)
    assert all(problem.what and problem.hint for problem in checked.problems)


def test_the_spacings_are_those_of_the_page() -> None:
    assert tuple(map(str, Spacing)) == SPACINGS


def test_a_folder_in_place_of_the_file() -> None:
    FILE.mkdir()
    (problem,) = read_settings(FILE).problems
    assert "cannot be read" in problem.what


def test_a_place_that_cannot_be_looked_at_is_told_and_one_that_cannot_be_there_is_no_file() -> None:
    (problem,) = read_settings(Path("x" * 300)).problems
    assert "cannot be read" in problem.what
    FILE.touch()
    assert read_settings(FILE / "settings.toml") == Checked()


def test_the_session_is_kept() -> None:
    left = Session(article="0" * 16, sort="title", clutter="shown", measure=64, theme="reader-light")
    save_session(Path(), left)
    assert load_session(Path()) == left
    assert [path.name for path in Path().iterdir()] == ["session.json"]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"null", b'{"sort": 3, "other": 1}'])
def test_a_session_that_makes_no_sense_is_a_fresh_start(data: bytes) -> None:
    Path("session.json").write_bytes(data)
    assert load_session(Path()) == Session()


def test_a_session_that_cannot_be_written_is_passed_over() -> None:
    save_session(Path("nowhere"), Session())
    assert not Path("nowhere").exists()
