"""Which data files of a project have a version besides git: DVC, LFS, manifests with checksums, a catalogue."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass, field
from mlsmells.facts.analyses.downloads import words_of_commands
from mlsmells.facts.syntax.files import text_of, walk

_MANIFEST = regex(
    r"(?:.*[._-])?(?:md5|sha\d{0,3}|checksums?|digests?|manifest|registry|pooch)(?:sums?)?(?:\.(?:txt|json|ya?ml|csv|tsv))?$",
    re.IGNORECASE,
)
_DIGEST = regex(r"\b(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})\b", re.IGNORECASE)
# Files in which a pipeline says what it makes.
_PIPELINE = regex(
    r"(?:makefile|gnumakefile|snakefile|justfile|taskfile\.ya?ml|dockerfile.*|.*\.(?:mk|smk|nf|wdl|sh|bash|bat|ps1))$",
    re.IGNORECASE,
)
_CATALOG = regex(r"catalog[^/]*\.ya?ml$|/catalog/[^/]+\.ya?ml$")


@dataclass(slots=True)
class Versions:
    """Versioned paths and patterns by the tool that versions them; ``tools`` that leave a trace in the project."""

    paths: dict[str, str] = field(default_factory=dict)
    patterns: list[tuple[str, str]] = field(default_factory=list)
    manifests: list[str] = field(default_factory=list)  # their texts, lower case
    pipelines: list[str] = field(default_factory=list)  # texts of Makefiles, scripts, stages
    fetching: list[tuple[str, list[str]]] = field(default_factory=list)  # scripts that fetch, and their words
    tools: set[str] = field(default_factory=set)

    def of(self, path: str) -> str:
        """The tool that versions a path (normalised, from the root); "" for none."""
        parts = PurePosixPath(path).parts
        for length in range(len(parts), 0, -1):
            tool = self.paths.get("/".join(parts[:length]))
            if tool:
                return tool
        for pattern, tool in self.patterns:
            if fnmatch.fnmatchcase(path, pattern) or fnmatch.fnmatchcase(path, pattern + "/*"):
                return tool
        name = parts[-1].lower() if parts else ""
        return "manifest" if name and any(_lists(text, name) for text in self.manifests) else ""

    def made(self, name: str) -> bool:
        """A Makefile, a script or a stage names the file."""
        return any(re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text) for text in self.pipelines)


def _lists(text: str, name: str) -> bool:
    """The manifest has the name with a checksum close to it."""
    at = text.find(name)
    while at >= 0:
        if _DIGEST.search(text[max(at - 300, 0) : at + 300]):
            return True
        at = text.find(name, at + 1)
    return False


def read_versions(root: Path, tracked: frozenset[str] | None) -> Versions:
    """Look through the project's files for data versioning."""
    out = Versions()
    for folder in (".dvc", ".datalad", ".quilt", ".git/annex", ".pachyderm"):
        if (root / folder).is_dir():
            out.tools.add(folder.rpartition("/")[2].lstrip("."))
    for path in sorted({*walk(root), *(p for p in tracked or () if not p.startswith("../"))}):
        _note(out, root, path)
    return out


def _note(out: Versions, root: Path, path: str) -> None:
    name = path.rpartition("/")[2]
    if name.endswith(".dvc") and name != ".dvc":
        out.tools.add("dvc")
        _note_dvc(out, path, _yaml(root / path))
    elif name in ("dvc.yaml", "dvc.lock"):
        out.tools.add("dvc")
        _note_stages(out, path, _yaml(root / path))
        out.pipelines.append(text_of(root / path))
    elif name == ".gitattributes":
        if "filter=lfs" in text_of(root / path):
            out.tools.add("lfs")
    elif name == ".lakefs_ref.yaml":
        out.tools.add("lakefs")
    elif _CATALOG.search("/" + path):
        _note_catalog(out, path, _yaml(root / path))
    elif _PIPELINE.match(name):
        text = text_of(root / path)
        out.pipelines.append(text)
        out.fetching.append((path, words_of_commands(text)))
    elif _MANIFEST.match(name):
        out.manifests.append(text_of(root / path).lower())


def _note_dvc(out: Versions, path: str, loaded: Any) -> None:
    folder = path.rpartition("/")[0]
    if not isinstance(loaded, dict):
        return
    base = _join(folder, str(loaded.get("wdir") or ""))
    for item in _dicts(loaded.get("outs")):
        _add(out, base, item.get("path"), "dvc")


def _note_stages(out: Versions, path: str, loaded: Any) -> None:
    """Outputs of stages; of a lock file also the inputs, whose checksums it holds."""
    stages = loaded.get("stages") if isinstance(loaded, dict) else None
    folder = path.rpartition("/")[0]
    for stage in stages.values() if isinstance(stages, dict) else ():
        for each in (stage, stage.get("do")) if isinstance(stage, dict) else ():
            if isinstance(each, dict):
                base = _join(folder, str(each.get("wdir") or ""))
                for key in ("outs", "deps") if path.endswith(".lock") else ("outs",):
                    for item in _outs(each.get(key)):
                        _add(out, base, item, "dvc")


def _outs(listed: Any) -> Iterator[Any]:
    """``- path``, ``- path: {cache: false}`` and the lock file's ``- {path: …, md5: …}``."""
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, dict):
            yield item["path"] if isinstance(item.get("path"), str) else next(iter(item), None)
        else:
            yield item


def _add(out: Versions, base: str, path: Any, tool: str) -> None:
    if not isinstance(path, str) or not path:
        return
    if "{" in path:  # ${a parameter}, or {a name} of a data set factory
        out.patterns.append((_join(base, re.sub(r"\$?\{[^}]*\}", "*", path)), tool))
    else:
        out.paths[_join(base, path)] = tool


def _note_catalog(out: Versions, path: str, loaded: Any) -> None:
    """Versioned data sets of a Kedro catalogue, whose paths begin at the folder that holds ``conf``."""
    base = f"/{path}".partition("/conf/")[0].lstrip("/") if "/conf/" in f"/{path}" else ""
    for entry in loaded.values() if isinstance(loaded, dict) else ():
        if isinstance(entry, dict) and entry.get("versioned") is True and isinstance(entry.get("filepath"), str):
            _add(out, base, entry["filepath"], "kedro")


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _join(base: str, path: str) -> str:
    joined = os.path.normpath(os.path.join(base, path)).replace(os.sep, "/")
    return "" if joined == "." else joined


def _yaml(path: Path) -> Any:
    import yaml

    try:
        return yaml.safe_load(text_of(path))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
