"""Settings files of a project: YAML, TOML and JSON, and hydra's composition of them."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from mlsmells.facts.syntax.files import text_of, there


def read_settings(root: Path, path: str) -> Any:
    """What a settings file of the project holds; None if it is none, or lies outside."""
    whole = os.path.normpath(os.path.join(root, path))
    if not there(root, path) or not os.path.realpath(whole).startswith(os.path.realpath(root) + os.sep):
        return None
    written = text_of(Path(whole))
    if not written:
        return None
    suffix = os.path.splitext(path)[1].lower()
    try:
        if suffix in (".yaml", ".yml"):
            import yaml

            return yaml.safe_load(written)
        if suffix == ".json":
            return json.loads(written)
        return _toml(written) if suffix == ".toml" else None
    except Exception:  # of three libraries; a file of another kind has no settings
        return None


def _toml(written: str) -> Any:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib  # type: ignore[import-not-found,unused-ignore]
    return tomllib.loads(written)


def composed(root: Path, folder: str, name: str) -> dict[str, Any] | None:
    """The configuration hydra makes of a file and the files its ``defaults`` name."""
    data = read_settings(root, os.path.join(folder, name.removesuffix(".yaml") + ".yaml"))
    if not isinstance(data, dict):
        return None
    out: dict[str, Any] = {}
    defaults = data.pop("defaults", None)
    for entry in defaults if isinstance(defaults, list) else ():
        if isinstance(entry, dict):
            # A structure of aliases could be written out without end.
            for group, option in ((g, o) for g, o in entry.items() if isinstance(o, (str, int, float))):
                key = str(group).removeprefix("override ").removeprefix("optional ")
                inner = read_settings(root, os.path.join(folder, key, f"{option}.yaml"))
                if isinstance(inner, dict):
                    inner.pop("defaults", None)
                    out.setdefault(key.rpartition("/")[2], {}).update(inner)
        elif isinstance(entry, str) and entry != "_self_":
            inner = read_settings(root, os.path.join(folder, f"{entry}.yaml"))
            out.update(inner if isinstance(inner, dict) else {})
    return {**out, **data}
