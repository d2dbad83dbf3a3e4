"""The version, and what a report of a fault should say besides it."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from functools import lru_cache

from mlsmells import __version__

NEEDED = ("flake8", "click", "PyYAML", "tomlkit")
# Packages of the extras, and what is not there without them.
OPTIONAL = {"pygls": "server"}


def text() -> str:
    """Several lines."""
    lines = [
        f"mlsmells {__version__}",
        f"Python {platform.python_version()} ({platform.python_implementation()}) at {sys.executable}",
        platform.platform(),
        ", ".join(f"{name} {_installed(name)}" for name in NEEDED) + f"; YAML is read by {_yaml()}",
    ]
    extras = (f"{name} {_installed(name)} (for `{command}`)" for name, command in OPTIONAL.items())
    return "\n".join([*lines, ", ".join(extras)])


def _installed(name: str) -> str:
    """The version, read off the name of the folder of its metadata: to read them takes longer than all else here."""
    found = next((version for known, version in _folders() if known == name.lower()), "")
    return found or (_stated(name) if name in NEEDED else "not installed")


@lru_cache(maxsize=1)
def _folders() -> tuple[tuple[str, str], ...]:
    return tuple(_in_path())


def _in_path() -> Iterator[tuple[str, str]]:
    for place in sys.path:
        for entry in os.listdir(place) if os.path.isdir(place) else ():
            if entry.endswith(".dist-info"):
                name, _, version = entry.removesuffix(".dist-info").partition("-")
                yield name.lower(), version


def _stated(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _yaml() -> str:
    """By the compiled module beside the others; importing it takes longer than saying so."""
    from importlib.util import find_spec

    found = find_spec("yaml")
    places = found.submodule_search_locations if found is not None else None
    compiled = any(name.startswith("_yaml.") for place in places or () for name in os.listdir(place))
    return "libyaml" if compiled else "Python alone"
