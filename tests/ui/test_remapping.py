"""Keys that users change: everything wrong with them is told at once, and nothing wrong gets through."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.errors import SettingsError
from reader.ui.commands import BY_ID, COMMANDS, bindings
from reader.ui.keys import long_name
from reader.ui.remapping import faults_of, overridden


def told(keys: dict[str, str]) -> list[str]:
    return [str(fault) for fault in faults_of(keys)]


def test_a_user_may_give_a_command_other_keys_or_none() -> None:
    changed = {
        command.id: command.keys
        for command in overridden({"bookmark": "@, f4", "news": "f13,,", "word_less": "", "sort": ""})
    }
    assert (changed["bookmark"], changed["news"], changed["sort"]) == (("@", "f4"), ("f13", ","), ())
    assert changed["down"] == ("j", "down")


def test_nothing_is_wrong_with_the_keys_as_they_come() -> None:
    assert faults_of({}) == ()
    assert faults_of({command.id: ",".join(command.keys) for command in COMMANDS}) == ()


def test_an_unknown_command_is_named_with_the_one_that_was_meant() -> None:
    (fault,) = faults_of({"bokmark": "B"})
    assert (str(fault), fault.hint) == ("bokmark is no command", '"bookmark" is one')


def test_a_clash_names_the_key_and_the_commands_whatever_name_the_key_was_given() -> None:
    assert told({"bookmark": "j"}) == ['bookmark has the key "j", as has down']
    assert told({"bookmark": "slash"}) == ['bookmark has the key "/", as has search']
    assert told({"bookmark": "f19", "read": "f19"}) == ['bookmark has the key "f19", as has read']


def test_keys_may_be_swapped() -> None:
    assert told({"bookmark": "r", "read": "b"}) == []


def test_a_program_that_could_not_be_left_is_refused() -> None:
    (fault,) = told({"quit": "", "leave": "", "palette": ""})
    assert fault == "leave has no key, nor has any of leave, quit, palette"
    assert told({"quit": "", "leave": ""}) == []


def test_all_that_is_wrong_is_told_in_one_line() -> None:
    with pytest.raises(SettingsError) as caught:
        overridden({"bokmark": "x", "search": "j,f99", "undo": "ctrl+ü"})
    what = caught.value.what
    assert all(part in what for part in ("bokmark is no command", '"f99"', '"j", as has down', '"ctrl+ü"'))
    assert "\n" not in what


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*BY_ID, "nothing"]), st.sampled_from(["j", "J", "ｊ", "f1", "f19", "", "/", "+,-"])
    )
)
def test_keys_without_fault_perform_one_command_each(keys: dict[str, str]) -> None:
    if faults_of(keys):
        with pytest.raises(SettingsError):
            overridden(keys)
        return
    commands = overridden(keys)
    own = [long_name(key) for command in commands for key in command.keys]
    assert len(own) == len(set(own))
    assert all(len(each) == 1 for each in bindings(commands).key_to_bindings.values())
