"""The stages of a ``dvc.yaml``: what each runs, needs and makes, with its templates filled in."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.domain.strings import HOLE
from mlsmells.facts.syntax.files import text_of
from mlsmells.facts.syntax.settings_files import read_settings

NAME = "dvc.yaml"
PARAMS = "params.yaml"
_TEMPLATE = regex(r"\$\{([^{}]+)\}")
# One template that makes many stages ends somewhere.
MAX_STAGES = 200


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. Paths are relative to the project's root; a part nobody knows is ``{}``."""

    name: str
    file: str
    line: int
    folder: str  # it runs here
    commands: tuple[str, ...]
    deps: tuple[str, ...]
    outs: tuple[str, ...]  # metrics and plots too
    params: tuple[str, ...]  # the settings files


def read_stages(root: Path, path: str) -> list[Stage]:
    """The stages of a file with this path; none if it cannot be read."""
    import yaml

    try:
        data, tree = yaml.safe_load(text := text_of(root / path)), yaml.compose(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return []
    stages = data.get("stages") if isinstance(data, dict) else None
    if not isinstance(stages, dict):
        return []
    home = os.path.dirname(path)
    known = _known(root, home, data.get("vars"))
    lines = _lines(tree)
    found = (
        _stage(root, home, path, str(name), lines.get(str(name), 1), body, values)
        for key, stage in stages.items()
        for name, body, values in _expanded(str(key), stage, known)
    )
    return list(itertools.islice(found, MAX_STAGES))


def _lines(tree: Any) -> dict[str, int]:
    """The line of each stage's name."""
    for key, value in getattr(tree, "value", ()):
        if key.value == "stages" and isinstance(value.value, list):
            return {str(name.value): name.start_mark.line + 1 for name, _ in value.value}
    return {}


def _known(root: Path, home: str, extra: Any) -> dict[str, Any]:
    """What templates may name."""
    known: dict[str, Any] = {}
    for item in (PARAMS, *(extra if isinstance(extra, list) else ())):
        held = read_settings(root, os.path.join(home, item.partition(":")[0])) if isinstance(item, str) else item
        if isinstance(held, dict):
            known.update(held)
    return known


def _expanded(name: str, stage: Any, known: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """A stage, or those that ``foreach`` and ``matrix`` make of it."""
    if not isinstance(stage, dict):
        return
    if "foreach" in stage and isinstance(stage.get("do"), dict):
        over = stage["foreach"]
        over = _lookup(known, over[2:-1]) if isinstance(over, str) and over.startswith("${") else over
        pairs = over.items() if isinstance(over, dict) else ((item, item) for item in over or ())
        for key, item in pairs:
            yield f"{name}@{key}", stage["do"], {**known, "item": item, "key": key}
    elif isinstance(stage.get("matrix"), dict):
        axes = {key: values for key, values in stage["matrix"].items() if isinstance(values, list)}
        for chosen in itertools.product(*axes.values()):
            item = dict(zip(axes, chosen, strict=True))
            yield f"{name}@{'-'.join(map(str, chosen))}", stage, {**known, "item": item}
    else:
        yield name, stage, known


def _stage(
    root: Path, home: str, path: str, name: str, line: int, body: dict[str, Any], known: dict[str, Any]
) -> Stage:
    known = {**known, **_known(root, home, body["vars"])} if body.get("vars") else known
    folder = _join(home, _filled(str(body.get("wdir") or "."), known))
    commands = body.get("cmd")
    listed = commands if isinstance(commands, list) else [commands]
    outs = [item for key in ("outs", "metrics", "plots") for item in _paths(body.get(key))]
    return Stage(
        name=name,
        file=path,
        line=line,
        folder=folder,
        commands=tuple(_filled(" ".join(c.split()), known) for c in listed if isinstance(c, str)),
        deps=tuple(_join(folder, _filled(item, known)) for item in _paths(body.get("deps"))),
        outs=tuple(_join(folder, _filled(item, known)) for item in outs),
        params=tuple(_join(folder, item) for item in _param_files(body.get("params"))),
    )


def _paths(listed: Any) -> Iterator[str]:
    """``- path`` and ``- path: {cache: false}``."""
    for item in listed if isinstance(listed, list) else [listed] if isinstance(listed, str) else ():
        yield str(next(iter(item), "")) if isinstance(item, dict) else str(item)


def _param_files(listed: Any) -> Iterable[str]:
    """``- prepare.seed`` is in params.yaml, ``- other.yaml: [a, b]`` says where."""
    items = listed if isinstance(listed, list) else ()
    return dict.fromkeys(str(next(iter(item), "")) if isinstance(item, dict) else PARAMS for item in items)


def _filled(text: str, known: Mapping[str, Any]) -> str:
    def value(match: re.Match[str]) -> str:
        found = _lookup(known, match[1].strip())
        return HOLE if found is None or isinstance(found, (dict, list)) else str(found)

    return _TEMPLATE.sub(value, text)


def _lookup(known: Any, dotted: str) -> Any:
    for part in re.split(r"[.\[\]]+", dotted.strip("]")):
        if isinstance(known, dict):
            known = known.get(part, known.get(int(part)) if part.isdigit() else None)
        elif isinstance(known, list) and part.isdigit() and int(part) < len(known):
            known = known[int(part)]
        else:
            return None
    return known


def _join(folder: str, path: str) -> str:
    joined = os.path.normpath(os.path.join(folder, path)).replace(os.sep, "/")
    return "" if joined == "." else joined
