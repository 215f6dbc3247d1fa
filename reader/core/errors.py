"""Every error the program raises on purpose.

ReaderError              something to tell the user in one line, with what to do
├── UsageError           the command line or a query was not understood
├── SettingsError        the settings file is not valid
├── NotFound             no article has that id
└── LibraryError         the library cannot be read or written
    ├── Unreadable       damaged beyond what can be set aside
    ├── NewerSchema      written by a later version of this program
    └── Refused          a write did not reach the disk (full, read-only, permission); nothing changed
"""

from reader.wording import retold, tr


class ReaderError(Exception):
    """What went wrong; as text it is one line for a person.

    what: the fault, naming the thing at fault.
    hint: what to do about it; empty when there is nothing to do.
    """

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        what = retold(self.what)
        return tr("{what}: {hint}", what=what, hint=retold(self.hint)) if self.hint else what


class UsageError(ReaderError):
    """The command line or a query was not understood."""


class SettingsError(ReaderError):
    """The settings file is not valid."""


class NotFound(ReaderError):
    """No article of the library has the id asked for."""


class LibraryError(ReaderError):
    """The library cannot be read or written."""


class Unreadable(LibraryError):
    """A library file is damaged beyond what can be set aside, or is no library file."""


class NewerSchema(LibraryError):
    """The library was written by a later version of this program."""


class Refused(LibraryError):
    """A write did not reach the disk; the library is as it was before."""
