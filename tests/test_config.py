"""Settings are checked, and how the app was left is comfort: nothing wrong with it ever stands in the way."""

from pathlib import Path

import pytest

from reader.config import Places, Session, Settings, load_session, load_settings, save_session
from reader.core.errors import SettingsError

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
    assert load_settings(FILE) == Settings()


def test_a_file_says_what_it_says_and_no_more() -> None:
    FILE.write_text('measure = 60\n[keys]\nbookmark = "b,f4"\n', "utf-8")
    assert load_settings(FILE) == Settings(measure=60, keys={"bookmark": "b,f4"})
    assert load_settings(FILE).theme == Settings().theme


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
        b"keys = 'b'",
        b"[keys]\nbookmark = ['b']",
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(text: bytes) -> None:
    FILE.write_bytes(text)
    with pytest.raises(SettingsError) as caught:
        load_settings(FILE)
    assert str(FILE) in caught.value.what
    assert caught.value.hint


def test_a_folder_in_place_of_the_file() -> None:
    FILE.mkdir()
    with pytest.raises(SettingsError):
        load_settings(FILE)


def test_the_session_is_kept() -> None:
    left = Session(article="0" * 16, sort="title", clutter="shown", measure=64)
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
