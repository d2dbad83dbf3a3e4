"""``--scheduler`` and ``--cache``: who does the work, and where results are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mlsmells.cli import Refused
from mlsmells.report import escape

if TYPE_CHECKING:
    from mlsmells.engine.keeping.places import Place

Command = TypeVar("Command", bound=Callable[..., Any])

JOBS = click.option("--jobs", "-j", type=click.IntRange(min=1), help="Number of processes; chosen if not given.")
SCHEDULER = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Spread the work over the Dask cluster there (extra `cluster`); `local` starts one.",
)
NO_CACHE = click.option(
    "--no-cache", is_flag=True, help="Neither use nor keep results of earlier runs (.mlsmells_cache)."
)
CACHE = click.option(
    "--cache",
    metavar="PLACE",
    help="Keep results in this folder, or at this URL that fsspec opens, which machines may share.",
)


def with_spreading(command: Command) -> Command:
    """Add the options; the command gets them as ``**options``."""
    for option in (CACHE, NO_CACHE, SCHEDULER, JOBS):
        command = option(command)
    return command


def spreading(options: dict[str, Any]) -> AbstractContextManager[dict[str, Any]]:
    """What ``check_paths`` is to be told, while it runs; takes the options out."""
    return _spreading(*(options.pop(name) for name in ("jobs", "scheduler", "no_cache", "cache")))


@contextmanager
def _spreading(jobs: int | None, address: str | None, off: bool, cache: str | None) -> Iterator[dict[str, Any]]:
    told = {"jobs": jobs, "cached": not off, "place": place_of(cache) if cache and not off else None}
    if not address:
        yield told
        return
    from mlsmells.engine.spreading.cluster import NoCluster, pool_at

    try:
        with pool_at(address, jobs) as pool:
            yield {**told, "pool": pool}
    except NoCluster as error:
        raise Refused(escape(str(error))) from error


def place_of(name: str) -> Place:
    """The place that somebody named."""
    from mlsmells.engine.keeping.places import named

    try:
        return named(name)
    except ImportError as error:
        raise Refused(f"--cache {name} needs fsspec and what opens its URLs: {error}") from error
    except ValueError as error:
        raise Refused(f"--cache {name}: {error}") from error
