"""The version, and what a report of a fault should say besides it."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

from mlsmells import __version__

NEEDED = ("flake8", "click", "PyYAML", "libcst", "tomlkit")
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
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _yaml() -> str:
    import yaml

    return "libyaml" if yaml.__with_libyaml__ else "Python alone"
