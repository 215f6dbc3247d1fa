"""The command table: one meaning per key, everything within reach without letters, keys that users may change."""

import pytest
from textual.keys import _character_to_key

from reader.core.errors import SettingsError
from reader.ui.commands import COMMANDS, bindings, hints, overridden
from reader.ui.keys import key_name


def test_no_key_has_two_meanings() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))


def test_every_command_is_named_once() -> None:
    assert len({command.id for command in COMMANDS}) == len({command.title for command in COMMANDS}) == len(COMMANDS)


def test_full_width_twins_do_what_their_half_width_keys_do() -> None:
    key_of = {key: command.id for command in COMMANDS for key in command.keys}
    for half, full in (("/", "／"), ("?", "？"), (":", "："), ("[", "［"), ("]", "］")):
        assert key_of[half] == key_of[_character_to_key(full)]


def test_bindings_hold_every_key_under_the_name_textual_gives_it() -> None:
    bound = bindings(COMMANDS).key_to_bindings
    assert {"slash", "question_mark", "colon", "j", "G", "f4", "left_square_bracket"} <= bound.keys()
    assert all(binding.priority for each in bound.values() for binding in each)


def test_keys_are_shown_as_people_write_them() -> None:
    shown = [key_name(key) for key in ("ctrl+d", "shift+tab", "f4", "G", "escape", "down", "fullwidth_solidus")]
    assert shown == ["Ctrl-D", "Shift-Tab", "F4", "G", "Esc", "↓", "／"]


def test_hints_name_no_letter_while_letters_are_typed() -> None:
    assert all(len(key) > 1 for key, _ in hints(COMMANDS, "search"))


def test_a_user_may_give_a_command_other_keys() -> None:
    changed = {command.id: command.keys for command in overridden({"bookmark": "B, f4"})}
    assert changed["bookmark"] == ("B", "f4")
    assert changed["down"] == ("j", "down")


def test_an_unknown_command_is_named() -> None:
    with pytest.raises(SettingsError, match="bokmark"):
        overridden({"bokmark": "B"})


def test_a_clash_names_both_commands() -> None:
    with pytest.raises(SettingsError, match="down and bookmark"):
        overridden({"bookmark": "j"})
