"""Dask's cluster as an executor: ``tcp://host:8786``, or ``local`` for one of this machine.

Its workers need the same files at the same paths, and the same mlsmells: another version would tell something else.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mlsmells.engine.spreading.portions import Pool

LOCAL = "local"
PATIENCE = "20s"


class NoCluster(Exception):
    """There is none to use; the text says why."""


@contextmanager
def pool_at(address: str, jobs: int | None = None) -> Iterator[Pool]:
    """What hands out the cluster's executor. ``jobs``: the workers of a local one. Raises NoCluster."""
    try:
        import distributed
    except ImportError as error:
        raise NoCluster("--scheduler needs Dask: pip install 'mlsmells[cluster]'") from error
    with _client(distributed, address, jobs) as client:
        _ensure_same_program(client)
        executor: Executor = client.get_executor()
        # Dask itself replaces a worker that is lost, so the executor is never broken.
        yield lambda: nullcontext(executor)


@contextmanager
def _client(distributed: Any, address: str, jobs: int | None) -> Iterator[Any]:
    if address == LOCAL:
        # One thread each: the analysis keeps state in its process, and threads would only wait for each other.
        options = {"n_workers": jobs or os.cpu_count() or 1, "threads_per_worker": 1, "dashboard_address": None}
        with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
            yield client
        return
    try:
        client = distributed.Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise NoCluster(f"no Dask scheduler answers at '{address}': {error}") from error
    with client:
        yield client


def _ensure_same_program(client: Any) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except (TimeoutError, asyncio.TimeoutError) as error:  # two kinds before Python 3.11
        raise NoCluster("the Dask scheduler has no workers") from error
    mine = _program()
    other = sorted(worker for worker, digest in client.run(_program).items() if digest != mine)
    if other:
        raise NoCluster(f"another version of mlsmells or Python runs on {', '.join(other[:3])}")


def _program() -> str:
    from mlsmells.engine.keeping import store

    return store.program_digest()
