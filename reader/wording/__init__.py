"""The words the program speaks to people: English in the code, other languages in a table each.

A message is written where it is said, as `tr("{count} articles added", count=count)`; a table maps it, as it stands in
the code, to its translation. What a table does not have is said in English. What programs read is never translated.
"""

from collections.abc import Mapping
from importlib import import_module

LANGUAGES = ("en", "zh")
"""What can be spoken: English, and simplified Chinese."""

_NOTHING: Mapping[str, str] = {}
_table = _NOTHING


def speak(language: str) -> None:
    """Say everything from now on in one of LANGUAGES; set once, when the program starts."""
    global _table
    _table = _NOTHING if language == "en" else import_module(f"reader.wording.{language}").TABLE


def tr(message: str, **values: object) -> str:
    """Return a message in the language spoken, its `{name}` fields filled with `values` as by str.format."""
    spoken = _table.get(message, message)
    return spoken.format(**values) if values else spoken


def language_of(environment: Mapping[str, str], chosen: str = "auto") -> str:
    """Return which of LANGUAGES to speak: the one chosen, else the locale's, else English.

    The locale's is that of messages: LC_ALL, else LC_MESSAGES, else LANG (POSIX, 8.2).
    """
    if chosen in LANGUAGES:
        return chosen
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    code = locale.partition("_")[0].partition(".")[0].lower()
    return code if code in LANGUAGES else "en"
