"""The same step of the pipeline is written out in two files.

One copy gets the next correction, the other does not. When training and serving hold a
copy each, the model is then fed differently from how it was trained, and nothing fails.

Bad:
    # notebooks/train.ipynb and app.py both hold it
    def prepare(rows):
        rows = rows.dropna(subset=["age"])
        rows["age"] = rows["age"].clip(0, 100)
        …
Good:
    # features.py holds it, the notebook and app.py import it
    from features import prepare
Silent on:
    functions of fewer than six statements, and those that call no data or model library;
    methods of networks; plots, argument parsing and other boilerplate; tests, examples, explorations, archives;
    generated code and exports; a notebook and the script of the same name; collections of
    notebooks, courses and their lessons. A copy under another name counts; of the same
    name, nine statements in ten are enough
Source: https://developers.google.com/machine-learning/guides/rules-of-ml
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, TraceStep
from mlsmells.facts import Project, clones

RULE = Rule(
    __name__,
    code="MLS412",
    severity=Severity.WARNING,
    scope="project",
    message="{fn} ({n} statements){more} is copied in {a} and {b}; {harm} will drift apart: import one",
)
SHOWN = 8


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding per set of files."""
    if project.is_teaching or project.is_collection:
        return
    by_files: dict[tuple[str, ...], list[clones.Copy]] = defaultdict(list)
    for copy in clones.copies(project):
        by_files[copy.files].append(copy)
    for files, found in by_files.items():
        yield _finding(project, files, found)


def _finding(project: Project, files: tuple[str, ...], found: list[clones.Copy]) -> Finding:
    """Reported at the longest function, in the likeliest copy: in a notebook, else where it serves, else the last."""
    found = sorted(found, key=lambda copy: -copy.statements)
    here = max(files, key=lambda file: (file.endswith(".ipynb"), project.serves(file), file))
    others = [file for file in files if file != here]
    steps = [TraceStep(copy.in_file(here)[1], _also(copy, here, others[0])) for copy in found[:SHOWN]]
    name, line = found[0].in_file(here)
    return RULE.at(
        line,
        fn=f"'{name}'",
        n=found[0].statements,
        more=f" with {len(found) - 1} more" if len(found) > 1 else "",
        a=others[0],
        b=here if len(files) == 2 else f"{len(files) - 1} other files",
        harm="training and serving" if any(map(project.serves, files)) else "the copies",
        sure=found[0].exact,
        trace=steps,
        file=here,
    )


def _also(copy: clones.Copy, here: str, other: str) -> str:
    return f"'{copy.in_file(here)[0]}' is also in {other} as '{copy.in_file(other)[0]}'"
