"""Running the program: what a command printed, for people or as JSON, and the code it ended with."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.demo import PAGES

TITLE = "海边小镇的灯塔又亮了"
PAGE = f"{TITLE}\n\n守塔人说，这盏灯已经等了二十年。\n渔船回港的时候，远远就能看见它。\n"
PORTAL = PAGES / "zh-portal-tide.txt"


@dataclass
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Done]


def process(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 - Popen's own
    """Start the program as a user does. No buffers: what is read line by line first, communicate() reads on."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [sys.executable, "-m", "reader", *map(os.fspath, arguments)]
    return subprocess.Popen(command, bufsize=0, **{**pipes, "env": environment(), **options})


def environment(**more: str) -> dict[str, str]:
    root = str(Path(__file__).parents[1])
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**kept, "PYTHONPATH": root, "READER_HOME": "library", **more}


def ended(process: subprocess.Popen[bytes], stdin: bytes = b"") -> Done:
    out, err = process.communicate(stdin, timeout=60)
    assert b"Traceback" not in err
    return Done(process.returncode, out.decode(), err.decode())


def written(name: str, data: str | bytes = PAGE) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
