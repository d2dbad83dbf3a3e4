"""The commands that a README or runbook tells people to run, and which of them cannot work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.project.documents.blocks import Block, Document
from mlsmells.facts.syntax.files import text_of, walk

if TYPE_CHECKING:
    from mlsmells.facts.project.model import Project

_SHELLS = frozenset({"", "bash", "sh", "shell", "console", "zsh", "shell-session", "terminal", "cmd", "commandline"})
_RUNS = regex(
    r"^(?:(?:poetry|uv|pipenv|pdm|rye|hatch)\s+run\s+|[A-Z_]+=\S+\s+|nohup\s+|time\s+|sudo\s+)*"
    r"(?:(?:python[\d.]*|ipython)\s+(?:-[uOBW]\s+)*(?P<script>[\w./-]+\.py)\b"
    r"|(?:bash|sh|source)\s+(?P<shell>[\w./-]+\.sh)\b|(?P<direct>\./[\w./-]+\.(?:sh|py))\b"
    r"|(?:streamlit\s+run|papermill)\s+(?P<app>[\w./-]+\.(?:py|ipynb))\b)(?P<rest>.*)$"
)
_MAKE = regex(r"^make\s+(?P<targets>[a-z][\w-]*(?:\s+[a-z][\w-]*)*)\s*$")
_OPTION = regex(r"(?:^|\s)--([a-zA-Z][\w-]*)")
_PARSES = regex(r"\b(?:argparse|click|typer|absl|optparse)\b")
# Their options are fields and functions that stand elsewhere, or anything at all.
_OPEN = regex(
    r"HfArgumentParser|LightningCLI|add_argparse_args|parse_known_args|\bfire\b|hydra|tyro|simple_parsing|OmegaConf|"
    r"from_argparse|docopt|tf\.compat|ignore_unknown|allow_extra|add_model_args|vars\(parser|\*\*kwargs|setattr\(|"
    r"parse_args_into|ArgumentParser\((?!\s*(?:\)|description|prog|formatter|\"|'|usage|epilog|add_help|__doc__|desc))"
)
_MADE_UP = regex(r"path/to|your[_-]|my[_-]|example|<|>|\$|\*|\{|\.\.\.|…|xxx", re.IGNORECASE)
# What a command brings here, another may run.
_FETCHES = regex(r"\b(?:curl|wget)\b|\s>\s|\bcp\b|\bmv\b|\bgit clone\b|\bunzip\b|\btar\b")
_CLONE = regex(r"git\s+clone\s+\S*?([\w.-]+?)(?:\.git)?/?\s*$")


class Broken(NamedTuple):
    """A command that names what is not there: which kind of thing, its name, the line."""

    what: str
    name: str
    line: int


def broken_commands(document: Document, project: Project) -> Iterator[Broken]:
    """Scripts, targets and options that the project does not have."""
    files = _Files(project)
    clones = [m[1] for block in document.blocks for line in block.text.splitlines() if (m := _CLONE.search(line))]
    shell = [line for block in document.blocks if block.kind == "code" for line in block.text.splitlines()]
    fetched = "\n".join(line for line in shell if _FETCHES.search(line))
    for block in document.blocks:
        if block.kind == "code" and block.language in _SHELLS:
            for line, command in _commands(block, clones, files):
                yield from (one for one in _judge(command, line, files) if one.name not in fetched)


class _Files:
    """What there is in a project: files, folders, targets of make, words of the code."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.paths = {path for path in (*(project.tracked or ()), *walk(project.root)) if not path.startswith("../")}
        self.folders = {part for path in self.paths for part in PurePosixPath(path).parts[:-1]}

    def find(self, name: str) -> list[str]:
        """The files that a path may mean, whatever folder one stands in."""
        tail = re.sub(r"^(?:\.{1,2}/)+", "", name)
        return [path for path in self.paths if path == tail or path.endswith("/" + tail)]

    def in_code(self, words: set[str]) -> set[str]:
        """Those of the words that the code holds; file by file, as all of it may be hundreds of megabytes."""
        found: set[str] = set()
        for path in self.project.summaries:
            text = text_of(self.project.root / path)
            found |= {word for word in words - found if word in text}
            if len(found) == len(words):
                break
        return found

    def targets(self) -> set[str] | None:
        """The targets of the makefiles; None where they cannot be known."""
        makefiles = [p for p in self.paths if re.search(r"(?:^|/)(?:GNU)?[Mm]akefile$", p)]
        text = "\n".join(text_of(self.project.root / path) for path in makefiles)
        if not makefiles or re.search(r"^\s*-?include\b|^[^\t#]*%[^=]*:|\$\(\w+\)\s*:", text, re.MULTILINE):
            return None
        return set(re.findall(r"[\w.-]+", " ".join(re.findall(r"^([^\t#=\n:]+):(?!=)", text, re.MULTILINE))))


def _commands(block: Block, clones: list[str], files: _Files) -> Iterator[tuple[int, str]]:
    """The lines of a block as commands, until it goes where this project is not."""
    joined = re.sub(r"\\\n", lambda m: " \x00", block.text)
    number = block.line
    for line in joined.splitlines():
        command = re.sub(r"\s+", " ", re.sub(r"\s#.*", "", line).replace("\x00", " ")).strip()
        for part in re.split(r"\s*(?:&&|;)\s*", re.sub(r"^[$>%#]\s+(?=\w|\./)", "", command)):
            moved = re.match(r"cd\s+(\S+)", part)
            if moved and not _is_here(moved[1], clones, files):
                return
            yield number, part
        number += 1 + line.count("\x00")


def _is_here(folder: str, clones: list[str], files: _Files) -> bool:
    name = PurePosixPath(folder).name
    return name in ("..", ".", "-") or name in files.folders or name == files.project.root.name or clones[:1] == [name]


def _judge(command: str, line: int, files: _Files) -> Iterator[Broken]:
    made = _MAKE.match(command)
    if made is not None:
        targets = files.targets()
        yield from (
            Broken("target", t, line) for t in made["targets"].split() if targets is not None and t not in targets
        )
    runs = _RUNS.match(command)
    if runs is None:
        return
    script = next(name for name in (runs["script"], runs["shell"], runs["direct"], runs["app"]) if name)
    if _MADE_UP.search(script) or script.startswith(("/", "~")):
        return
    found = files.find(script)
    if not found:
        yield Broken("script", script, line)
    elif len(found) == 1 and found[0] in files.project.summaries:
        yield from _options(found[0], runs["rest"], line, files)


def _options(path: str, rest: str, line: int, files: _Files) -> Iterator[Broken]:
    names = _OPTION.findall(re.split(r"\s(?:\||>|#|--\s)", f"{rest} ")[0])
    if not names:
        return
    project = files.project
    near = "\n".join(text_of(project.root / other) for other in project.imports.closure(path))
    if not _PARSES.search(near) or _OPEN.search(near):
        return
    forms = {name: _forms(name) for name in names if name != "help"}
    known = files.in_code({form for both in forms.values() for form in both})
    for name, both in forms.items():
        if not both & known:
            yield Broken("option", f"--{name} of {path}", line)


def _forms(name: str) -> set[str]:
    plain = name.removeprefix("no-").removeprefix("no_")
    return {plain.replace("-", "_"), plain.replace("_", "-")}


_STEPS = {
    "set up": r"\binstall|\bconda\b|\bpoetry\b|\buv (?:sync|run|pip)|requirements|docker|\bvenv\b|environment\.ya?ml",
    "get the data": r"\bdata\b|\bdatasets?\b|\bdownload|\bkaggle\b|\bdvc\b|\.csv\b|\bcorpus\b|\bimages\b",
    "train": r"\btrain\w*|\bfit\b|\bdvc repro\b|\bfine-?tun\w*",
    "evaluate": r"\bevaluat\w*|\btest\w*|\bmetrics?\b|\bscores?\b|\baccuracy\b|"
    "\bresults\b|\bvalidat\\w*|\bauc\b|\brmse\b",
}


def steps_not_told(documents: list[Document]) -> list[str]:
    """What the runbooks do not speak of at all; it is looked for by English words."""
    blocks = tuple(block for document in documents for block in document.blocks)
    if not Document("", blocks).is_english:
        return []
    text = "\n".join(block.whole for block in blocks).lower()
    return [step for step, pattern in _STEPS.items() if not re.search(pattern, text)]
