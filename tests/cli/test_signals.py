"""Whatever ends a run: the exit code says so, no process stays behind, no file is half written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")

# A run over four files in two processes that take a minute for each; it says when it has begun.
RUN = """
import sys, time
from pathlib import Path
from mlsmells.cli import main
from mlsmells.engine import project, workers
workers.MIN_FILES = 2
real = project._check_file
def slow(task):
    Path("begun").touch()
    time.sleep(60)
project._check_file = slow
main(["check", ".", "--jobs", "2", "--output-file", "report.txt"], prog_name="mlsmells")
"""


def group_of(process: subprocess.Popen[str]) -> list[str]:
    """The processes of the group that are still there."""
    found = subprocess.run(["ps", "-o", "pid=,stat=", "-g", str(process.pid)], capture_output=True, text=True)
    return [line for line in found.stdout.splitlines() if " Z" not in line]


def interruptible() -> None:
    """As in a terminal: where the tests run in the background, what they start would ignore an interrupt."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"])
def test_a_run_that_is_ended(number: signal.Signals, code: int, tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.py").write_text("x = 1\n", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", RUN],
        cwd=tmp_path,
        text=True,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=interruptible,
    )
    while not (tmp_path / "begun").exists() and process.poll() is None:
        time.sleep(0.01)
    if number is signal.SIGINT:  # a terminal sends it to the whole group
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert process.returncode == code
    assert "Traceback" not in said
    assert group_of(process) == []
    assert {path.name for path in tmp_path.iterdir()} == {"a.py", "b.py", "c.py", "d.py", "begun"}
