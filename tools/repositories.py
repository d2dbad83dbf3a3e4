"""Checks each folder in some folders as a project of its own, and tells what that costs: the figures of docs/scale.md.

    python tools/repositories.py FOLDER… [--sum FILE]

One process checks one repository in one thread, without earlier results. ``--sum`` keeps the figures, to go on later.
Exit code 1: something failed, or a file took longer than the limit.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

LIMIT = 1.0  # seconds of CPU for one file


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--sum", type=Path, help="figures by repository; those in it are not checked again")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(checked(options.folders[0].resolve())))
        return 0
    known: dict[str, Any] = json.loads(options.sum.read_text()) if options.sum and options.sum.exists() else {}
    for place in sorted(place for folder in options.folders for place in folder.iterdir() if place.is_dir()):
        if place.name not in known:
            known[place.name] = in_a_process(place)
            if options.sum:
                options.sum.write_text(json.dumps(known, indent=1), encoding="utf-8")
    return told(list(known.values()))


def in_a_process(place: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--one", str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"files": 0, "failed": [f"{place.name}: {done.stderr.strip()[-200:]}"]}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def checked(place: Path) -> dict[str, Any]:
    """The figures of one repository."""
    from mlsmells.config import load_config
    from mlsmells.engine import project
    from mlsmells.engine.keeping.places import Folder

    real, spent = project._check_file, {}

    def timed(task: Any) -> Any:
        start = time.process_time()
        try:
            return real(task)
        finally:
            spent[str(task[0])] = time.process_time() - start

    project._check_file = timed
    with tempfile.TemporaryDirectory() as kept:
        start = time.process_time()
        where = Folder(Path(kept), given=True)
        run = project.check_paths([place], load_config(place, isolated=True), jobs=1, cached=True, place=where)
        seconds = time.process_time() - start
        size = sum(path.stat().st_size for path in Path(kept).iterdir())
    slow = [f"{path}: {cost:.1f} s" for path, cost in spent.items() if cost > LIMIT]
    return {
        "files": len(run.files),
        "notebooks": run.notebooks,
        "seconds": seconds,
        "bytes": sum(Path(path).stat().st_size for path in spent if Path(path).is_file()),
        "kept": size,
        "findings": len(run.findings),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "slowest": max(spent.values(), default=0.0),
        "failed": [f"{at.path}: {at.finding.message}" for at in run.errors if " failed: " in at.finding.message] + slow,
    }


def told(rows: list[dict[str, Any]]) -> int:
    total = {name: sum(row.get(name, 0) for row in rows) for name in ("files", "notebooks", "seconds", "bytes", "kept")}
    files = max(total["files"], 1)
    print(f"repositories  {len(rows)}")
    print(f"files         {total['files']:,}, of them notebooks {total['notebooks']:,}; {total['bytes'] / 1e6:,.0f} MB")
    print(f"CPU           {total['seconds']:,.0f} s, {total['seconds'] / files * 1000:.1f} ms a file")
    print(f"slowest file  {max((row.get('slowest', 0) for row in rows), default=0):.2f} s")
    print(f"peak memory   {max((row.get('megabytes', 0) for row in rows), default=0):.0f} MB")
    print(f"kept results  {total['kept'] / 1e6:,.0f} MB, {total['kept'] / files / 1000:.1f} kB a file")
    failed = [failure for row in rows for failure in row["failed"]]
    print(f"failed        {len(failed)}", *failed[:20], sep="\n  ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
