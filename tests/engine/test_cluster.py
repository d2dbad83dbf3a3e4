"""The same output from Dask's cluster as from this process, also when a worker is lost in the middle."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine import workers
from mlsmells.engine.keeping import store
from mlsmells.engine.keeping.places import Folder, named
from mlsmells.engine.project import ProjectResult, check_paths
from mlsmells.engine.spreading.cluster import NoCluster, pool_at
from mlsmells.report import render

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"


def told(run: ProjectResult) -> str:
    return render("json", replace(run, seconds=0.0), lambda code: (), root=None)


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoCluster, match=r"mlsmells\[cluster\]"), pool_at("local"):
        pass


def test_one_of_two_workers_is_killed_in_the_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    warnings.simplefilter("ignore")  # of a library, in threads of its own
    for number, path in enumerate(sorted(FIXTURES.glob("leakage/*/bad*"))):
        shutil.copy(path, tmp_path / f"part_{number}{path.suffix}")
    config = load_config(tmp_path, isolated=True)
    local = check_paths([tmp_path], config, jobs=1)
    monkeypatch.setattr(workers, "LARGEST", 2)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        killed: list[int] = []

        def kill(done: int, number: int) -> None:
            if done > number // 4 and not killed:
                killed.append(next(iter(cluster.workers.values())).process.pid)
                os.kill(killed[0], signal.SIGKILL)

        with pool_at(cluster.scheduler_address) as pool:
            spread = check_paths([tmp_path], config, pool=pool, progress=kill)
            assert killed and len(local.files) > 20
            assert told(spread) == told(local)
            with monkeypatch.context() as other:
                other.setattr(store, "program_digest", lambda: "another")
                with pytest.raises(NoCluster, match="another version"), pool_at(cluster.scheduler_address):
                    pass


def test_nobody_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("mlsmells.engine.spreading.cluster.PATIENCE", "100ms")
    with pytest.raises(NoCluster, match="no Dask scheduler"), pool_at("tcp://127.0.0.1:1"):
        pass


@pytest.mark.parametrize("place", ["folder", "memory://shared/cache"])
def test_two_checkouts_share_a_cache(place: str, tmp_path: Path) -> None:
    if "://" in place:
        pytest.importorskip("fsspec")
    else:
        place = str(tmp_path / "deep" / "shared")
    runs = []
    for checkout in ("one", "two"):
        (tmp_path / checkout).mkdir()
        (tmp_path / checkout / "train.py").write_text("import pandas as pd\npd.read_csv('a.csv')\n", encoding="utf-8")
        config = load_config(tmp_path / checkout, isolated=True)
        runs.append(check_paths([tmp_path / checkout], config, cached=True, place=named(place)))
    assert [run.analysed for run in runs] == [("train.py",), ()]
    assert told(runs[0]) == told(runs[1])
    assert not (tmp_path / "one" / ".mlsmells_cache").exists()
    if "://" not in place:
        Folder(Path(place), given=True).clear()
        assert list(Path(place).iterdir()) == []
