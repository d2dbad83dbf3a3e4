"""Who runs a notebook as if it were a program: modules, images, pipelines, deployment jobs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from mlsmells.core import Span
from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.files import text_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_IMPORTERS = frozenset({"import_ipynb", "nbimporter", "importnb", "ipynb"})
_RUNNERS = {"execute_notebook": ("input_path", 0), "PapermillOperator": ("input_nb", None)}
_IMAGE = regex(r"(?:^|/)(?:[\w.-]*dockerfile[\w.-]*|containerfile)$", re.IGNORECASE)
_STAGES = regex(r"(?:^|/)(?:dvc\.ya?ml|snakefile|[\w.-]+\.smk|mlproject|crontab|procfile)$", re.IGNORECASE)
_JOBS = regex(
    r"(?:^|/)(?:makefile|gnumakefile|[\w.-]+\.mk|justfile|jenkinsfile|\.gitlab-ci\.ya?ml|\.github/workflows/[^/]+\.ya?ml|"
    r"azure-pipelines[\w.-]*\.ya?ml|bitbucket-pipelines\.ya?ml|cloudbuild\.ya?ml|docker-compose[\w.-]*\.ya?ml|[\w.-]+\.sh)$",
    re.IGNORECASE,
)
_NOTEBOOK = r"[\"']?((?:[^\s\"'=;&|]|\$\{\{[^}]*\}\})*\.ipynb)[\"']?"
_OPTIONS = r"(?:\S+\s+){0,12}?"
_COMMANDS = (
    (re.compile(rf"\bpapermill\s+{_OPTIONS}{_NOTEBOOK}"), "papermill"),
    (re.compile(rf"\bjupyter[ -](?:execute|run)\s+{_OPTIONS}{_NOTEBOOK}"), "jupyter"),
    (re.compile(rf"\b(?:ipython3?|runipy)\s+{_OPTIONS}{_NOTEBOOK}"), "ipython"),
    (re.compile(rf"\bnbconvert\b(?=.*--to[= ](?:notebook\b.*--execute|script|python)\b).*?{_NOTEBOOK}"), "nbconvert"),
    (re.compile(rf"\bnbconvert\b(?=.*--execute\b.*--to[= ]notebook\b).*?{_NOTEBOOK}"), "nbconvert"),
)
_SERIOUS = regex(
    r"deploy|train|serv|releas|prod(?!uce)|publish|predict|scor|inferenc|batch|etl|cron|schedul|pipeline|daily|nightly",
    re.IGNORECASE,
)
_AT_EASE = regex(
    r"test|doc(?!ker)|report|lint|check|book\b|pages|example|tutorial|demo|html|slides|render|format|clean|strip",
    re.IGNORECASE,
)
# Between the words of ``CMD ["papermill", "a.ipynb"]``.
_BETWEEN = regex(r"[\"'],\s*[\"']")
_KEY = regex(r"(\s*)(?:-\s+)?([\w.${}-]+)\s*:")


class NotebookRun(NamedTuple):
    """``what`` (a tool) runs ``notebook`` on ``line`` of ``file``; ``where`` says in words what that file is."""

    file: str
    line: int
    what: str
    notebook: str
    where: str


class RunRecord(TypedDict):
    """A call or import by which a module runs a notebook, "" if its name is not known."""

    what: str
    notebook: str
    at: list[int]


def in_module(facts: Facts) -> Iterator[RunRecord]:
    """Calls and imports by which a module runs a notebook."""
    text = facts.source.text
    if facts.source.is_notebook or not ("ipynb" in text or "nbimporter" in text or "importnb" in text):
        return
    for node in facts.nodes:
        found = _import(node) if isinstance(node, (ast.Import, ast.ImportFrom)) else None
        if isinstance(node, ast.Call):
            found = _call(node)
        if found is not None:
            yield {"what": found[0], "notebook": found[1], "at": list(Span.of(node))}


def _import(node: ast.Import | ast.ImportFrom) -> tuple[str, str] | None:
    modules = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
    tool = next((m.partition(".")[0] for m in modules if m.partition(".")[0] in _IMPORTERS), "")
    return (tool, "") if tool else None


def _call(node: ast.Call) -> tuple[str, str] | None:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name not in _RUNNERS:
        return None
    keyword, position = _RUNNERS[name]
    given = next((k.value for k in node.keywords if k.arg == keyword), None)
    if given is None and position is not None and len(node.args) > position:
        given = node.args[position]
    parts = [n.value for n in ast.walk(given) if isinstance(n, ast.Constant)] if given is not None else []
    notebook = next((part for part in parts if isinstance(part, str) and part.endswith(".ipynb")), "")
    return (name, notebook) if notebook else None


def in_files(root: Path, paths: list[str]) -> Iterator[NotebookRun]:
    """Lines of images, pipelines and deployment jobs that run a notebook."""
    for path in paths:
        where = next((w for w, p in (("image", _IMAGE), ("pipeline", _STAGES), ("job", _JOBS)) if p.search(path)), "")
        text = text_of(root / path) if where else ""
        if ".ipynb" in text:
            yield from _in_text(path, text, where)


def _in_text(path: str, text: str, where: str) -> Iterator[NotebookRun]:
    lines = text.split("\n")
    for number, line in _commands(lines):
        for pattern, tool in _COMMANDS:
            match = pattern.search(line)
            if match is None:
                continue
            said = " ".join((PurePosixPath(path).name, *_around(lines, number - 1)))
            serious = where in ("image", "pipeline") or _SERIOUS.search(said) is not None
            if serious and not _AT_EASE.search(f"{said} {match[1]}" if where != "image" else match[1]):
                yield NotebookRun(path, number, tool, match[1], _words(path, where))
            break


def _commands(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines without comments, continuations joined to the line they begin on."""
    at = 0
    while at < len(lines):
        first, line = at, lines[at]
        while line.endswith("\\") and at + 1 < len(lines):
            at += 1
            line = line[:-1] + " " + lines[at].strip()
        at += 1
        if "ipynb" in line and not line.lstrip().startswith("#"):
            yield first + 1, _BETWEEN.sub(" ", line)


def _around(lines: list[str], at: int) -> Iterator[str]:
    """What the job, step or target is called: keys with less indentation above, and the step's name."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    for line in reversed(lines[:at]):
        stripped = line.strip()
        depth = len(line) - len(line.lstrip())
        if not stripped or stripped.startswith("#"):
            continue
        if stripped.startswith(("- name:", "name:")) and depth <= indent:
            yield stripped
        key = _KEY.match(line)
        if key and depth < indent:
            yield key[2]
            indent = depth
        if indent == 0:
            return


def _words(path: str, where: str) -> str:
    return {"image": f"the image of {path}", "pipeline": f"the pipeline in {path}", "job": f"a job in {path}"}[where]
