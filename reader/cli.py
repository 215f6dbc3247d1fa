"""The command line: streams, exit codes, and the app. Nothing heavy is imported before it is needed."""

import argparse
import gc
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from reader import config
from reader.arguments import parser_for
from reader.core.errors import ReaderError, UsageError
from reader.exits import DONE, INTERRUPTED, REFUSED, code_of
from reader.wording import language_of, retold, speak


def run(arguments: list[str]) -> int:
    """Parse the arguments, perform the verb, and return the exit code of `reader.exits`. SystemExit from argparse."""
    _ready_streams()
    try:
        return _flushed(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop(sys.stdout, sys.stderr)
        return DONE
    except OSError as error:
        _drop(sys.stdout)
        _complain(retold(error.strerror or str(error)))
        return REFUSED


def _flushed(arguments: list[str]) -> int:
    """Perform the verb; all it printed has left the process, or an OSError tells."""
    try:
        return _perform(arguments)
    except ReaderError as error:
        _complain(str(error))
        return code_of(error)
    finally:
        sys.stdout.flush()


def _perform(arguments: list[str]) -> int:
    options = parser_for(arguments, _open).parse_args(arguments)
    options.places = config.Places.of(os.environ, options.library)
    options.library = options.places.library
    options.checked = _settle_language(options.places.settings, english=getattr(options, "json", False))
    if getattr(options, "json", False) and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # RFC 8259, 8.1, whatever the locale says
    code: int = options.perform(options)
    return code


def _settle_language(settings: Path, *, english: bool) -> config.Checked:
    """Read the settings file, and speak the language it names, else the locale's: what is wrong in it is told in that.

    english: speak English whatever it says, as what programs read is never translated.
    """
    speak("en" if english else language_of(os.environ))
    checked = config.read_settings(settings)
    speak("en" if english else language_of(os.environ, checked.settings.language))
    return checked


def _complain(text: str) -> None:
    from reader.output import complain

    complain(text)


def _ready_streams() -> None:
    """Print what the locale cannot, rather than fail; read and write nothing where a stream was closed (`>&-`)."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w"))  # noqa: SIM115 - as long as we run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop(*streams: TextIO) -> None:
    """Send what was not written yet nowhere, as Python would fail once more when it ends."""
    for stream in streams:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _open(options: argparse.Namespace) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the app needs a terminal", "`reader list`, `search` and `show` work without one")
    for stream in (sys.__stdout__, sys.__stderr__):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # textual writes there; an ASCII locale would show escapes
    _without_ssl()
    gc.disable()  # looking what is imported over for garbage takes a tenth of the start; the app enables it (lasting)
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)  # empty, it says nothing (https://no-color.org), but textual heeds it
    from reader.ui.app import ReaderApp

    settings = options.checked.settings
    if settings != config.Settings() or options.checked.problems:
        from reader.settings import checked

        settings = checked(options)
    app = ReaderApp(options.library, settings, sample=options.sample)
    app.run(mouse=settings.mouse)
    return app.return_code or DONE


def _without_ssl() -> None:
    """Have asyncio do without OpenSSL, as on a Python built without it: loading it is a twentieth of the start."""
    if "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]
        import asyncio  # noqa: F401

        del sys.modules["ssl"]
