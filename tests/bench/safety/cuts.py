"""Power cuts: ext4 on a loop device is shut down without a flush, so that nothing is left but what was synced.

Needs root and loop devices; tests/store/test_power.py needs neither, and looks at every state a cut may leave.
"""

import fcntl
import os
import signal
import struct
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from random import Random

from reader.library import Library
from reader.store.doctor import check, repair
from tests.bench.pages import make_library
from tests.bench.safety.work import Lost, Truth, Worker

SHUTDOWN, NO_FLUSH = 0x8004587D, 2
"""EXT4_IOC_SHUTDOWN, EXT4_GOING_FLAGS_NOLOGFLUSH (Linux, fs/ext4/ext4.h): what the "godown" of xfstests does."""

LONGEST = 0.03
SIZE = 128 << 20


def run(folder: Path, *, articles: int, cuts: int, seed: int = 7) -> Lost | str:
    """Cut the power so many times, and count what is lost; why not, where that cannot be done."""
    image, disk = folder / "image", folder / "disk"
    disk.mkdir(parents=True)
    with image.open("wb") as file:
        file.truncate(SIZE)
    try:
        _command("mkfs.ext4", "-q", "-F", str(image))
        _command("mount", "-o", "loop", str(image), str(disk))
    except (OSError, subprocess.CalledProcessError) as error:
        return f"not here ({error})"
    try:
        return _cuts(image, disk, articles, cuts, seed)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], stderr=subprocess.DEVNULL, check=False)


def _cuts(image: Path, disk: Path, articles: int, cuts: int, seed: int) -> Lost:
    chance, lost = Random(seed), Lost()
    make_library(disk / "library", articles)
    os.sync()
    library = Library.open(disk / "library")
    truth = Truth(dict.fromkeys((row.id for row in library.catalog.rows), False))
    for cut in range(cuts):
        worker = Worker.start(library, seed * cuts + cut)
        library.close()
        worker.wait(chance.randint(0, 3))
        time.sleep(LONGEST * chance.random() ** 2)
        os.kill(worker.process, signal.SIGSTOP)  # what it says after the cut would not be true
        _shut_down(disk)
        lost.acknowledged += truth.take(worker.ended(signal.SIGKILL))
        _unmounted(disk)
        _command("mount", "-o", "loop", str(image), str(disk))
        opened = truth.compare(disk / "library", lost)
        lost.ends += 1
        if opened is None:
            return lost
        library = opened
    library.close()
    repair(disk / "library", dry_run=False)  # a torn line, for one, is told and cleared away
    lost.problems = sum(finding.severity == "problem" for finding in check(disk / "library"))
    return lost


def _shut_down(disk: Path) -> None:
    descriptor = os.open(disk, os.O_RDONLY)
    fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", NO_FLUSH))
    os.close(descriptor)


def _unmounted(disk: Path) -> None:
    for _ in range(600):
        with suppress(subprocess.CalledProcessError):
            _command("umount", str(disk))
            return
        time.sleep(0.05)


def _command(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)
