"""The command line in this process: as fast as a call."""

import io
import sys
from pathlib import Path

import pytest

from reader import cli
from tests.cli.program import Done, Run


@pytest.fixture
def reader(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process, over the library in `library`."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> Done:
        monkeypatch.setenv("READER_HOME", "library")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii"))
        try:
            code = cli.run([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsysbinary.readouterr()
        assert b"Traceback" not in err
        return Done(code, out.decode(), err.decode())

    return run
