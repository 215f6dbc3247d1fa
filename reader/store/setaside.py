"""What is wrong with a file, said to the user, and a copy of it kept before anything is written over it."""

from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from reader.core.errors import Refused
from reader.store import durable

SET_ASIDE = ".damaged-"
"""What the name of a copy has between the name of its file and what tells it from others."""


def free_name(path: Path) -> Path:
    """Return a name beside `path` under which the file itself can be set aside."""
    number = 1
    while (name := path.with_name(f"{path.name}{SET_ASIDE}{number}")).exists():
        number += 1
    return name


class SetAside:
    """The faults of one file.

    notices: sentences for the user, each with the file and where the copy is.
    """

    def __init__(self, path: Path) -> None:
        self.notices: list[str] = []
        self._path = path
        self._owed = b""

    def report(self, faults: Sequence[str], damaged: bytes) -> None:
        """Keep a copy of the `damaged` bytes, if there are any, and add one notice that tells of all `faults`."""
        if not faults:
            return
        self._owed = damaged
        try:
            copy = self.keep()
            kept = f"a copy is kept in {copy}" if copy else "all that is there is used"
        except Refused as error:
            kept = f"no copy is kept yet: {error.what}"
        notice = f"{self._path}: {'; '.join(faults)}; {kept}"
        if notice not in self.notices:
            self.notices.append(notice)

    def keep(self) -> Path | None:
        """Write the copy that is still owed beside the file, and return its path; Refused if it cannot be written.

        Its name tells the damage, so that what is looked at twice is kept once.
        """
        if not self._owed:
            return None
        copy = self._path.with_name(f"{self._path.name}{SET_ASIDE}{crc32(self._owed):08x}")
        if not copy.exists():
            durable.replace(copy, [self._owed])
        self._owed = b""
        return copy
