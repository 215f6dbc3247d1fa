"""The command table: one meaning per key, everything within reach without letters, twins for input methods."""

from reader.ui.commands import COMMANDS, Command, bindings, hints
from reader.ui.keys import long_name, twins_of
from reader.ui.remapping import overridden


def test_no_key_has_two_meanings() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))


def test_every_command_is_named_once() -> None:
    assert len({command.id for command in COMMANDS}) == len({command.title for command in COMMANDS}) == len(COMMANDS)


def owners(commands: tuple[Command, ...] = COMMANDS) -> dict[str, str]:
    """Return the command that each key performs, by the key's character or name."""
    bound = bindings(commands).key_to_bindings
    return {key: each.action.split("'")[1] for key, (each,) in bound.items()}


def test_every_key_also_works_with_a_chinese_input_method_on() -> None:
    owner = owners()
    for command in COMMANDS:
        for key in command.keys:
            for twin in twins_of(key):
                assert owner[long_name(twin)] == command.id


def test_a_twin_gives_way_to_a_key_of_its_own() -> None:
    owner = owners(overridden({"undo": "、", "redo": "ｊ,／"}))
    assert [owner[long_name(key)] for key in "、ｊ／/"] == ["undo", "redo", "redo", "search"]


def test_keys_that_a_user_gave_have_twins_too() -> None:
    owner = owners(overridden({"bookmark": "@,less_than_sign"}))
    assert [owner[long_name(key)] for key in "@＠＜《"] == ["bookmark"] * 4
    assert long_name("ｂ") not in owner


def test_twins_are_typed_where_letters_are_typed() -> None:
    bound = bindings(overridden({"bookmark": "less_than_sign"})).key_to_bindings
    for twin in ("－", "＜", "\u3000"):
        (each,) = bound[long_name(twin)]
        assert each.action.startswith("type_or_run(")


def test_bindings_hold_every_key_under_the_name_textual_gives_it() -> None:
    bound = bindings(COMMANDS).key_to_bindings
    assert {"slash", "question_mark", "colon", "j", "G", "f4", "left_square_bracket"} <= bound.keys()
    assert all(binding.priority for each in bound.values() for binding in each)


def test_hints_name_no_letter_while_letters_are_typed() -> None:
    assert all(len(hint.key) > 1 for hint in hints(COMMANDS, "search"))
    assert "F13" in [hint.key for hint in hints(overridden({"back": "，,f13"}), "search")]
