"""Settings and places. Every path is worked out here once and passed on; nothing else looks at the environment."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import platformdirs
from msgspec import Struct, field, json
from msgspec.structs import replace

from reader.core.errors import SettingsError

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

    theme: name of a theme. measure: longest line of text, in cells. keys: command id -> keys, separated by commas.
    """

    theme: str = "reader-dark"
    measure: int = 72
    keys: Mapping[str, str] = field(default_factory=dict)


_KINDS = {"theme": (str, "a text"), "measure": (int, "a whole number"), "keys": (dict, "a table")}


def load_settings(path: Path) -> Settings:
    """Read the settings file; without one, everything has its default. Raises SettingsError."""
    if not path.exists():
        return Settings()
    import tomllib  # a tenth of the start without the app, for a file that most people do not have

    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}", "correct it, or move it away") from error
    for name, value in data.items():
        if name not in _KINDS:
            raise SettingsError(f"{path}: {name!r} is no setting", f"it may say {', '.join(_KINDS)}")
        kind, in_words = _KINDS[name]
        if type(value) is not kind:
            raise SettingsError(f"{path}: {name} must be {in_words}", "correct it, or leave it out")
    if data.get("measure", 1) < 1:
        raise SettingsError(f"{path}: measure must be 1 or more", "it counts cells; 72 reads well")
    for command, keys in data.get("keys", {}).items():
        if not isinstance(keys, str):
            raise SettingsError(f"{path}: keys.{command} must be a text", 'write the keys as "b,f4"')
    return Settings(**data)


class Session(Struct, frozen=True, kw_only=True):
    """How the app was left: the article last looked at, the order of the list, how clutter was shown."""

    article: str | None = None
    sort: str = "newest"
    clutter: str = "folded"
    measure: int | None = None


def load_session(folder: Path) -> Session:
    """Return how the app was left in a library folder; a fresh start when that cannot be told."""
    try:
        path = folder / "session.json"
        data = json.decode(path.read_bytes()) if path.is_file() else None  # reading a pipe would wait for ever
    except (OSError, ValueError, RecursionError):
        return Session()
    if not isinstance(data, dict):
        return Session()
    wanted = {"article": str, "sort": str, "clutter": str, "measure": int}
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
