"""The settings: checked as a whole, and what `reader settings` and `reader keys` print of them."""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping

from reader.config import SPACINGS, Checked, Settings, refuse
from reader.core.article import Problem
from reader.core.text import one_line
from reader.exits import DONE, USAGE
from reader.layout.cells import pad, width
from reader.output import complain, print_json, print_text, told
from reader.ui.keys import key_name
from reader.ui.remapping import faults_of, remapped
from reader.ui.themes import names_of_themes
from reader.wording import LANGUAGES, tr

Options = argparse.Namespace

_BARE = re.compile(r"[A-Za-z0-9_-]+")
"""A name that needs no quotes (TOML 1.0, Keys)."""


def checked(options: Options) -> Settings:
    """Return the settings for the app. Raises SettingsError that names everything wrong in the settings file."""
    problems = _problems(options, options.checked)
    refuse(problems)
    settings: Settings = options.checked.settings
    return settings


def settings(options: Options) -> int:
    """Print a settings file with the values in force, each with a comment; tell what is wrong with the one there is."""
    known: Checked = options.checked
    problems = _problems(options, known)
    if options.json:
        values = {name: getattr(known.settings, name) for name in Settings.__struct_fields__}
        print_json({"path": str(options.places.settings), "settings": values, "problems": _shapes(problems)})
    else:
        print_text("\n".join(_sample(options, known.settings)))
    return _ended(problems, options)


def keys(options: Options) -> int:
    """Print every command with its keys, and all that is wrong with those of the settings file."""
    known: Checked = options.checked
    problems = _problems(options, known)
    changed = known.settings.keys
    commands = remapped(changed)
    if options.json:
        for command in commands:
            known_as = {"id": command.id, "keys": list(command.keys), "title": command.title}
            print_json(known_as | {"changed": command.id in changed})
        for problem in _shapes(problems):
            print_json({"problem": problem})
    else:
        names = {command.id: "  ".join(map(key_name, command.keys)) or "-" for command in commands}
        ids, shown = max(map(width, names)) + 2, max(map(width, names.values())) + 2
        for command in commands:
            own = tr(" (changed)") if command.id in changed else ""
            print_text(f"{pad(command.id, ids)}{pad(names[command.id], shown)}{tr(command.title)}{own}")
    return _ended(problems, options)


def _problems(options: Options, known: Checked) -> list[Problem]:
    """Return everything that is wrong with the settings file, by line."""
    path = str(options.places.settings)
    problems = list(known.problems)
    theme = known.settings.theme
    if theme not in names_of_themes():
        what, hint = tr("theme is not {value}", value=one_line(theme)), ", ".join(names_of_themes())
        problems.append(Problem(name=path, what=what, hint=hint, line=known.lines.get("theme")))
    for fault in faults_of(known.settings.keys):
        line = known.lines.get(f"keys.{fault.command}")
        problems.append(Problem(name=path, what=f"keys.{one_line(str(fault))}", hint=fault.hint, line=line))
    return sorted(problems, key=lambda problem: problem.line or 0)


def _shapes(problems: list[Problem]) -> list[dict[str, object]]:
    return [{"line": each.line, "what": each.what, "hint": each.hint} for each in problems]


def _ended(problems: list[Problem], options: Options) -> int:
    """Tell the problems, unless a program reads them in what was printed; return the exit code."""
    if not options.json:
        sys.stdout.flush()
        for problem in problems:
            complain(told(problem))
    return USAGE if problems else DONE


def _sample(options: Options, settings: Settings) -> Iterator[str]:
    """Yield the lines of a settings file that says what is in force, and what else could be said."""
    yield f"# {one_line(str(options.places.settings))}"
    comments: Mapping[str, str] = {
        "theme": tr("one of {names}", names=", ".join(names_of_themes())),
        "measure": tr("longest line of text, in cells; + and - change it as you read"),
        "spacing": tr("between paragraphs: {names}", names=", ".join(SPACINGS)),
        "language": tr("of the program: {names}", names=", ".join(("auto", *LANGUAGES))),
        "motion": tr("false: nothing blinks, slides or scrolls by itself"),
        "mouse": tr("false: the terminal selects text with the mouse as it does elsewhere"),
    }
    for name, comment in comments.items():
        value = getattr(settings, name)
        yield f"\n# {comment}\n{name} = {str(value).lower() if isinstance(value, bool) else _quoted(value)}"
    yield f"\n[keys]\n# {tr('`reader keys` prints all commands and checks this table')}"
    if not settings.keys:
        yield '# bookmark = "b,f4"'
    for id, given in settings.keys.items():
        yield f"{id if _BARE.fullmatch(id) else _quoted(id)} = {_quoted(given)}"


def _quoted(value: str | int) -> str:
    """Return a value as TOML writes it: a basic string is written as JSON writes one (TOML 1.0, String)."""
    from msgspec import json

    return json.encode(value).decode()
