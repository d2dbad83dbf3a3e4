"""A cell installs packages in whatever version is newest on the day it runs.

The notebook that ran last month runs with other libraries today, with other results or
not at all, and nobody can tell which versions made the saved ones. A version beside the
name, or a requirements file, keeps the notebook repeatable.

Bad:
    # In [1]
    !pip install scikit-learn pandas>=2
Good:
    # In [1]
    %pip install scikit-learn==1.5.2 pandas==2.2.3
Silent on:
    `==`, `~=` and upper limits; `-r` and `-e`, constraints, hashes and `--no-index`; files,
    folders and addresses of archives; git addresses with a tag or a commit; names in
    variables; pip, setuptools, wheel and conda themselves. `%pip`, `!{sys.executable} -m pip`,
    conda, `%%bash` cells and lines without a mark count, as do the magics that Databricks
    exports and jupytext scripts keep in comments. With medium confidence: lines under a condition.
    A note: helpers that no result depends on (`wget`, `ipywidgets`), the project's own package, files
    for exploration, examples, tutorials
Source: https://pip.pypa.io/en/stable/topics/repeatable-installs/
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from mlsmells.core import Finding, Fix, ReplaceMagic, Rule, Severity, Span, counted, cut
from mlsmells.facts import ML, Facts, at_ease, files, installs, pins

RULE = Rule(
    __name__,
    code="MLS408",
    severity=Severity.WARNING,
    rolls_up_files=2,
    message="'{line}' installs whatever is newest{more} - pin it ({wish}) or move it to the requirements",
    needs_events=False,
)
SHOWN = 40
# Lines shown in the trace.
STEPS = 10
WHY = "the notebook may have been written for another version"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """One finding per file, at its first line that installs without a version."""
    lines = list(installs.unpinned(facts.source))
    if not lines:
        return
    known = pins.pins(facts.root, facts.source.path)
    matters = [install for install in lines if _decides(install, facts.root)] if not at_ease(facts.source.path) else []
    first = (matters or lines)[0]
    more = len(lines) - 1
    yield RULE.at(
        Span(first.line, 0, first.line, len(first.text.split("\n")[0].encode())),
        line=cut(first.text, SHOWN),
        more=f", as {'do' if more > 1 else 'does'} {counted(more, 'more line')}" if more else "",
        wish=_pinned(first.wishes[0], known),
        severity=None if matters else Severity.INFO,
        cause="a requirements file",
        sure=all(i.text[:1].strip() for i in lines),
        trace=[(i, "installs " + ", ".join(w.name for w in i.wishes)) for i in lines[:STEPS]],
        fix=_fix(lines, known),
    )


def _decides(install: installs.Install, root: Path | None) -> bool:
    """What results depend on; a download tool or a picture library changes none, the project's own version is known."""
    return any((pins.normal(w.name) in ML or "+" in w.word) and not _is_own(w.name, root) for w in install.wishes)


def _is_own(name: str, root: Path | None) -> bool:
    folder = pins.normal(name).replace("-", "_")
    above = (".", "src", "python", "lib")
    return root is not None and any(files.there(root, f"{top}/{folder}/__init__.py") for top in above)


def _pinned(wish: installs.Wish, known: Mapping[str, str]) -> str:
    if "+" in wish.word:
        return "...@COMMIT"
    return f"{wish.name}=={known.get(pins.normal(wish.name), 'X.Y')}"


def _fix(lines: list[installs.Install], known: Mapping[str, str]) -> Fix | None:
    """The project's own versions, where it has one for every package of the file."""
    if any(not install.whole or "\n" in install.text or install.tool in ("conda", "mamba") for install in lines):
        return None
    if any(pins.normal(wish.name) not in known or "+" in wish.word for i in lines for wish in i.wishes):
        return None
    edits = tuple(ReplaceMagic(Span(i.line, 0, i.line, 0), _rewritten(i, known)) for i in lines)
    return Fix("install the versions of the project's requirements", edits, safe=False, why=WHY)


def _rewritten(install: installs.Install, known: Mapping[str, str]) -> str:
    """The line with versions; a shell's pip may be another Python's, ``%pip`` is the kernel's."""
    command, _, rest = install.text.partition("install")
    versions = {wish.word: f"{_bare(wish.word)}=={known[pins.normal(wish.name)]}" for wish in install.wishes}
    indent = command[: len(command) - len(command.lstrip())]
    return f"{indent}%pip install {shlex.join(versions.get(word, word) for word in shlex.split(rest))}"


def _bare(word: str) -> str:
    """``pandas[excel]`` of ``pandas[excel]>=2``."""
    return word.partition(">")[0].partition("!")[0]
