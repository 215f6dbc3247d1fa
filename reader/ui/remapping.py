"""The keys a user gave commands in the settings file: what is wrong with them, and the command table with them."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reader.core.errors import SettingsError
from reader.ui.commands import BY_ID, COMMANDS, Command
from reader.ui.keys import fault_of, keys_of, long_name
from reader.wording import tr

_WAYS_OUT = ("leave", "quit", "palette")


class KeyFault(Struct, frozen=True, kw_only=True):
    """Something wrong with the keys of a command.

    command: its id, or what was taken for one. what, hint: for people.
    """

    command: str
    what: str
    hint: str

    def __str__(self) -> str:
        return f"{self.command} {self.what}"


def overridden(keys: Mapping[str, str]) -> tuple[Command, ...]:
    """Return the commands with the keys a user gave some of them ("bookmark": "b,f4").

    Raises SettingsError that names everything `faults_of` finds.
    """
    if faults := faults_of(keys):
        raise SettingsError(f"[keys]: {'; '.join(map(str, faults))}", tr("`reader keys` shows them all"))
    return remapped(keys)


def remapped(keys: Mapping[str, str]) -> tuple[Command, ...]:
    """Return the commands with other keys, whatever is wrong with them."""
    return tuple(
        replace(command, keys=keys_of(keys[command.id])) if command.id in keys else command for command in COMMANDS
    )


def faults_of(keys: Mapping[str, str]) -> tuple[KeyFault, ...]:
    """Return all that is wrong: unknown commands, keys that cannot be typed, keys of two commands, no way out."""
    unknown = [KeyFault(command=id, what=tr("is no command"), hint=_resembling(id)) for id in keys if id not in BY_ID]
    untypable = [
        KeyFault(
            command=id,
            what=tr('has the key "{key}", which {fault}', key=key, fault=fault),
            hint=tr("give it another key"),
        )
        for id in keys
        if id in BY_ID
        for key in keys_of(keys[id])
        if (fault := fault_of(key))
    ]
    commands = remapped(keys)
    return (*unknown, *untypable, *_clashes(commands, keys), *_no_way_out(commands, keys))


def _clashes(commands: Sequence[Command], keys: Mapping[str, str]) -> list[KeyFault]:
    """Return a fault for each key that more than one command has, told of a command that the user gave it to."""
    owners: dict[str, tuple[str, list[str]]] = {}
    for command in commands:
        for key in command.keys:
            _, ids = owners.setdefault(long_name(key), (key, []))
            if command.id not in ids:
                ids.append(command.id)
    faults = []
    for key, ids in owners.values():
        if len(ids) > 1:
            at_fault = next(id for id in ids if id in keys)
            others = ", ".join(id for id in ids if id != at_fault)
            what = tr('has the key "{key}", as has {others}', key=key, others=others)
            faults.append(KeyFault(command=at_fault, what=what, hint=tr("give one of them another key")))
    return faults


def _no_way_out(commands: Sequence[Command], keys: Mapping[str, str]) -> list[KeyFault]:
    if any(command.keys for command in commands if command.id in _WAYS_OUT):
        return []
    at_fault = next(id for id in _WAYS_OUT if id in keys)
    ways = ", ".join(_WAYS_OUT)
    return [
        KeyFault(command=at_fault, what=tr("has no key, nor has any of {ways}", ways=ways), hint=tr("give one a key"))
    ]


def _resembling(id: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(id, BY_ID, n=1)
    return tr('"{name}" is one', name=close[0]) if close else tr("`reader keys` lists them")
