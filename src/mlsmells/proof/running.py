"""One run of a script or notebook: a fresh process, a time limit, a hash seed."""

from __future__ import annotations

import ast
import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from mlsmells.sources import source_from_text

RUNNER = Path(__file__).with_name("_runner.py")


class Ran(NamedTuple):
    """What came of it; ``why`` is the last line of the error, "" when it ended well."""

    out: str
    why: str = ""


def run(
    path: Path,
    *,
    seconds: float,
    hash_seed: int = 0,
    network: bool = False,
    arguments: tuple[str, ...] = (),
    folder: Path | None = None,
    shows: bool = False,
) -> Ran:
    """Run the program from the folder; from its own, if none is given.

    ``shows``: the value of a cell's last line is printed, as a notebook shows it.
    """
    program = _as_script(path, shows=shows)
    command = [sys.executable, str(RUNNER), "yes" if network else "no", str(program), *arguments]
    process = subprocess.Popen(
        command,
        cwd=folder or path.parent,
        env=_environment(hash_seed),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=os.name == "posix",
    )
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        out, err = process.communicate()
        return Ran(_text(out), f"not done after {seconds:g} seconds")
    if process.returncode:
        lines = [line for line in _text(err).splitlines() if line.strip()]
        return Ran(_text(out), lines[-1].strip() if lines else f"exit code {process.returncode}")
    return Ran(_text(out))


def _as_script(path: Path, *, shows: bool) -> Path:
    """A notebook's cells as one script beside it: magics are left out."""
    if path.suffix != ".ipynb":
        return path
    source = source_from_text(path.read_text(encoding="utf-8"), path.name)
    script = path.with_name(f"{path.stem}_cells.py")
    cells = (cell.code for cell in source.cells if cell.kind == "code")
    script.write_text("\n".join(_shown(code) if shows else code for code in cells), encoding="utf-8")
    return script


def _shown(code: str) -> str:
    """The cell with its last expression handed to the runner, unless a semicolon says not to."""
    try:
        body = ast.parse(code).body
    except SyntaxError:
        return code
    last = body[-1] if body else None
    segment = ast.get_source_segment(code, last) if isinstance(last, ast.Expr) else None
    if segment is None or not code.rstrip().endswith(segment):
        return code
    return f"{code.rstrip()[: -len(segment)]}_mlsmells_show({segment}\n)"


def _environment(hash_seed: int) -> dict[str, str]:
    """One thread: sums are then added up in one order."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    here = {"PYTHONHASHSEED": str(hash_seed), "MPLBACKEND": "Agg", "PYTHONIOENCODING": "utf-8"}
    return {**os.environ, **threads, **here, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"}


def _end(process: subprocess.Popen[bytes]) -> None:
    """The process and what it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")
