"""`reader settings` and `reader keys`: what is in force, and all that is wrong, a line each with its place."""

import tomllib
from pathlib import Path

import pytest

from reader import exits
from reader.config import Places, Settings
from reader.ui.commands import COMMANDS
from tests.cli.program import Run

BROKEN = 'theme = "nowhere"\nmeasure = "wide"\n\n[keys]\nbookmark = "j"\nbokmark = "x"\nundo = "f99"\n'


@pytest.fixture
def file() -> Path:
    path = Places.of({}).settings
    path.parent.mkdir(parents=True)
    return path


def test_settings_prints_a_file_that_says_what_is_in_force(reader: Run, file: Path) -> None:
    as_they_come = reader("settings")
    assert as_they_come.code == exits.DONE
    assert str(file) in as_they_come.out.splitlines()[0]
    said = tomllib.loads(as_they_come.out)
    assert Settings(**said) == Settings()
    assert said.keys() == set(Settings.__struct_fields__)


def test_what_settings_prints_says_the_same_again(reader: Run, file: Path) -> None:
    file.write_text('theme = "nord"\nspacing = "loose"\nmouse = false\n[keys]\nundo = "\\"\'"\n', "utf-8")
    first = reader("settings").out
    file.write_text(first, "utf-8")
    assert reader("settings").out == first
    assert tomllib.loads(first)["keys"] == {"undo": "\"'"}


def test_a_name_that_is_no_command_is_printed_as_it_has_to_be_written(reader: Run, file: Path) -> None:
    keys = {"书签": "b", "a.b": "c", "": "d", "high-light": "e"}
    file.write_text("[keys]\n" + "".join(f'"{name}" = "{key}"\n' for name, key in keys.items()), "utf-8")
    assert tomllib.loads(reader("settings").out)["keys"] == keys


def test_all_that_is_wrong_is_told_with_its_line(reader: Run, file: Path) -> None:
    file.write_text(BROKEN, "utf-8")
    for verb in ("settings", "keys"):
        done = reader(verb)
        assert done.code == exits.USAGE
        told = [line.removeprefix(f"reader: {file}:") for line in done.err.splitlines()]
        assert [line.partition(";")[0] for line in told] == [
            "1: theme is not nowhere",
            "2: measure must be a whole number",
            '5: keys.bookmark has the key "j", as has down',
            "6: keys.bokmark is no command",
            '7: keys.undo has the key "f99", which names no key',
        ]
        assert '"bookmark" is one' in told[3]


def test_keys_lists_every_command_and_marks_those_changed(reader: Run, file: Path) -> None:
    file.write_text('[keys]\nbookmark = "@,f4"\nnews = "f13"\nsort = ""\n', "utf-8")
    lines = reader("keys").out.splitlines()
    assert [line.split()[0] for line in lines] == [command.id for command in COMMANDS]
    (bookmark,) = (line for line in lines if line.startswith("bookmark "))
    assert "@  F4 " in bookmark
    assert bookmark.endswith(" (changed)")
    assert sum(line.endswith(" (changed)") for line in lines) == 3


def test_for_programs(reader: Run, file: Path) -> None:
    file.write_text(BROKEN, "utf-8")
    done = reader("keys", "--json")
    assert (done.code, done.err) == (exits.USAGE, "")
    commands = [each for each in done.objects if "problem" not in each]
    assert {"id": "down", "keys": ["j", "down"], "title": "Next row or line", "changed": False} in commands
    assert [each["problem"]["line"] for each in done.objects if "problem" in each] == [1, 2, 5, 6, 7]
    (answer,) = reader("settings", "--json").objects
    assert answer["path"] == str(file)
    assert (answer["settings"]["measure"], len(answer["problems"])) == (72, 5)


def test_a_file_that_is_no_toml(reader: Run, file: Path) -> None:
    file.write_text("theme = ", "utf-8")
    done = reader("settings")
    assert done.code == exits.USAGE
    assert "cannot be read" in done.err
    assert tomllib.loads(done.out)["theme"] == Settings().theme


def test_a_broken_file_stops_no_other_verb(reader: Run, file: Path) -> None:
    file.write_text("theme = ", "utf-8")
    Path("library").mkdir()
    done = reader("list")
    assert (done.code, done.err) == (exits.DONE, "")


def test_the_language_is_the_one_set_else_the_locales(reader: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('language = "zh"\nmeasure = 0\n', "utf-8")
    assert "界面语言" in reader("settings").out
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "measure 至少为 1" in reader("settings").err
    file.write_text('language = "en"\n', "utf-8")
    assert "longest line of text" in reader("settings").out
