"""Settings and places. Every path is worked out here once and passed on; nothing else looks at the environment."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import platformdirs
from msgspec import Struct, field, json
from msgspec.structs import replace

from reader.core.article import Problem
from reader.core.errors import SettingsError
from reader.core.text import one_line
from reader.wording import LANGUAGES, tr

APP = "archive-reader"
"""Name of the folders that platformdirs gives us."""


class Places(Struct, frozen=True, kw_only=True):
    """Where things lie.

    library: the library folder. settings: the settings file, which need not exist.
    """

    library: Path
    settings: Path

    @classmethod
    def of(cls, environment: Mapping[str, str], library: Path | None = None) -> "Places":
        """Return the places: the library as given, else $READER_HOME, else where the platform keeps user data."""
        home = environment.get("READER_HOME")
        folder = library or (Path(home) if home else platformdirs.user_data_path(APP, appauthor=False))
        settings = platformdirs.user_config_path(APP, appauthor=False) / "settings.toml"
        return cls(library=Path(os.path.expanduser(folder)).absolute(), settings=settings)


class Settings(Struct, frozen=True, kw_only=True):
    """What the settings file may say.

    theme: name of a theme. measure: longest line of text, in cells. spacing: how far paragraphs stand apart, one of
    SPACINGS. language: of the program's own words, one of LANGUAGES or "auto" for the locale's. motion: whether
    anything moves by itself. mouse: whether the app takes it; otherwise the terminal selects with it as ever.
    keys: command id -> keys, separated by commas.
    """

    theme: str = "reader-dark"
    measure: int = 72
    spacing: str = "normal"
    language: str = "auto"
    motion: bool = True
    mouse: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)


class Checked(Struct, frozen=True, kw_only=True):
    """A settings file that was read: what of it is right, and all that is not.

    lines: 1-based line of each setting by its name, `keys.down` for the one of a key.
    """

    settings: Settings = Settings()
    problems: tuple[Problem, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)


SPACINGS = ("tight", "normal", "loose")

_KINDS = {"theme": str, "measure": int, "spacing": str, "language": str, "motion": bool, "mouse": bool, "keys": dict}
_CHOICES = {"spacing": SPACINGS, "language": ("auto", *LANGUAGES)}


def refuse(problems: Sequence[Problem]) -> None:
    """Raise SettingsError for the problems of a settings file, if there are any: all of them in one line."""
    if not problems:
        return
    faults = (f"{each.what} ({tr('line {line}', line=each.line)})" if each.line else each.what for each in problems)
    hint = problems[0].hint if len(problems) == 1 else tr("correct them, or leave them out")
    raise SettingsError(f"{problems[0].name}: {'; '.join(faults)}", hint)


def read_settings(path: Path) -> Checked:
    """Read the settings file, and tell all that is wrong with it; what is wrong has its default."""
    try:
        text = path.read_text("utf-8-sig")
        import tomllib  # a tenth of the start without the app, for a file that most people do not have

        data = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return Checked()
    except (OSError, ValueError, RecursionError) as error:  # a number of more than 4,300 digits is no TOMLDecodeError
        what = tr("cannot be read: {error}", error=error)
        return Checked(problems=(Problem(name=str(path), what=what, hint=tr("correct it, or move it away")),))
    lines = _lines_of(text)
    faults = {at: (what, hint) for at, what, hint in (*_faults(data), *_key_faults(data.get("keys")))}
    problems = tuple(
        Problem(name=str(path), what=what, hint=hint, line=lines.get(".".join(at)))
        for at, (what, hint) in faults.items()
    )
    right = {name: value for name, value in data.items() if (name,) not in faults}
    if "keys" in right:
        right["keys"] = {id: keys for id, keys in right["keys"].items() if ("keys", id) not in faults}
    return Checked(settings=Settings(**right), problems=problems, lines=lines)


_Fault = tuple[tuple[str, ...], str, str]
"""Where in the file something is wrong (a name, or a table and a name), what is wrong, and what to do."""


def _faults(data: Mapping[str, object]) -> Iterator[_Fault]:
    in_words = {str: tr("a text"), int: tr("a whole number"), bool: tr("true or false"), dict: tr("a table")}
    for name, value in data.items():
        kind = _KINDS.get(name)
        shown = one_line(name)
        if kind is None:
            what = tr("{name} is no setting", name=shown)
            yield (name,), what, tr("there are {names}", names=", ".join(_KINDS))
        elif type(value) is not kind:
            what = tr("{name} must be {kind}", name=shown, kind=in_words[kind])
            yield (name,), what, tr("correct it, or leave it out")
        elif name in _CHOICES and value not in _CHOICES[name]:
            what = tr("{name} is not {value}", name=name, value=one_line(str(value)))
            yield (name,), what, tr("it is one of {names}", names=", ".join(_CHOICES[name]))
        elif name == "measure" and isinstance(value, int) and value < 1:
            yield (name,), tr("measure must be 1 or more"), tr("it counts cells; 72 reads well")


def _key_faults(keys: object) -> Iterator[_Fault]:
    for command, given in keys.items() if isinstance(keys, dict) else ():
        if not isinstance(given, str):
            what = tr("keys.{command} must be a text", command=one_line(command))
            yield ("keys", command), what, tr('write the keys as "b,f4"')


def _lines_of(text: str) -> dict[str, int]:
    """Return the line of each name of a TOML file that is written as people write it, one to a line."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = header[1].strip() + "."
            lines.setdefault(table[:-1], number)
        elif name := re.match(r"""\s*(["']?)([\w.-]+)\1\s*=""", line):
            lines.setdefault(table + name[2], number)
    return lines


class Session(Struct, frozen=True, kw_only=True):
    """How the app was left: the article last looked at, the order and groups of the list, how clutter was shown.

    browser: whether the browser pane was open. measure, spacing, theme: None while they are as the settings have them.
    """

    article: str | None = None
    sort: str = "newest"
    grouping: str = "none"
    browser: bool = False
    clutter: str = "folded"
    measure: int | None = None
    spacing: str | None = None
    theme: str | None = None


def load_session(folder: Path) -> Session:
    """Return how the app was left in a library folder; a fresh start when that cannot be told."""
    try:
        path = folder / "session.json"
        data = json.decode(path.read_bytes()) if path.is_file() else None  # reading a pipe would wait for ever
    except (OSError, ValueError, RecursionError):
        return Session()
    if not isinstance(data, dict):
        return Session()
    wanted = {
        "article": str,
        "sort": str,
        "grouping": str,
        "browser": bool,
        "clutter": str,
        "measure": int,
        "spacing": str,
        "theme": str,
    }
    return replace(Session(), **{key: data[key] for key, kind in wanted.items() if isinstance(data.get(key), kind)})


def save_session(folder: Path, session: Session) -> None:
    """Remember how the app was left. Only comfort is lost if it cannot be written, so OSError is passed over."""
    path = folder / "session.json"
    fresh = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        fresh.write_bytes(json.encode(session))
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
