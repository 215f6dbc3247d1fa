"""The words the program speaks to people: English in the code, other languages in a table each.

A message is written where it is said, as `tr("{count} articles added", count=count)`; a table maps it, as it stands in
the code, to its translation. What a table does not have is said in English. What programs read is never translated.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module

LANGUAGES = ("en", "zh")
"""What can be spoken: English, and simplified Chinese."""

_NOTHING: Mapping[str, str] = {}
_table = _NOTHING
_kept = _NOTHING


def speak(language: str) -> None:
    """Say everything from now on in one of LANGUAGES; set once, when the program starts."""
    global _table, _kept
    _table = _NOTHING if language == "en" else import_module(f"reader.wording.{language}").TABLE
    _kept = _NOTHING if language == "en" else import_module(f"reader.wording.{language}_kept").KEPT


def tr(message: str, **values: object) -> str:
    """Return a message in the language spoken, its `{name}` fields filled with `values` as by str.format."""
    spoken = _table.get(message, message)
    return spoken.format(**values) if values else spoken


def trn(one: str, many: str, count: int, **values: object) -> str:
    """Return `one` for a count of 1, else `many`, in the language spoken; `{count}` is filled in as in 2,100.

    Tables hold the translation of `many`: Chinese has no plural.
    """
    spoken = _table.get(many) or (one if count == 1 else many)
    return spoken.format(count=f"{count:,}", **values)


def retold(sentence: str) -> str:
    """Return a sentence that is in English wherever it comes from in the language spoken.

    These are the reasons that a library keeps, and what lower layers report, which programs read as well (--json).
    They are told by their shape: what stands in a `{name}` is retold in turn.
    """
    if sentence in _kept:
        return _kept[sentence]
    for shape, spoken in _kept.items():
        if "{" in shape and (found := _pattern(shape).fullmatch(sentence)):
            return spoken.format(**{name: retold(part) for name, part in found.groupdict().items()})
    return sentence


@cache
def _pattern(shape: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(shape)), re.DOTALL)


def language_of(environment: Mapping[str, str], chosen: str = "auto") -> str:
    """Return which of LANGUAGES to speak: the one chosen, else the locale's, else English.

    The locale's is that of messages: LC_ALL, else LC_MESSAGES, else LANG (POSIX, 8.2).
    """
    if chosen in LANGUAGES:
        return chosen
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    code = locale.partition("_")[0].partition(".")[0].lower()
    return code if code in LANGUAGES else "en"
