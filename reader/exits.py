"""The exit codes, all of them; `reader --help` prints this table."""

from reader.core.errors import LibraryError, NotFound, ReaderError, Refused, SettingsError, UsageError

DONE, PROBLEMS, USAGE, LIBRARY, REFUSED, NOT_FOUND, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130

MEANINGS = {
    DONE: "done",
    PROBLEMS: "done, but some documents had problems, each told in a line",
    USAGE: "the command line, the settings file or the terminal is not right",
    LIBRARY: "the library cannot be read",
    REFUSED: "a write did not reach the disk; what was reported before is kept",
    NOT_FOUND: "no such article or file",
    INTERRUPTED: "stopped by Ctrl-C; what was reported is kept",
}


def code_of(error: ReaderError) -> int:
    """Return the exit code for an error."""
    kinds: tuple[tuple[type[ReaderError], int], ...] = (
        (UsageError, USAGE),
        (SettingsError, USAGE),
        (NotFound, NOT_FOUND),
        (Refused, REFUSED),
        (LibraryError, LIBRARY),
    )
    return next((code for kind, code in kinds if isinstance(error, kind)), USAGE)
