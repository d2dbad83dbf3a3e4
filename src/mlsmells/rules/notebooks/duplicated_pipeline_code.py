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
    name, nine statements in ten are enough. Files that share functions are one finding; fewer than
    ten statements that are only alike are a note
Source: https://developers.google.com/machine-learning/guides/rules-of-ml
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mlsmells.core import Finding, Rule, Severity, counted, cut_path
from mlsmells.facts import Project, clones

RULE = Rule(
    __name__,
    code="MLS412",
    severity=Severity.WARNING,
    scope="project",
    message="{what} also in {where}: {harm} drift apart - keep one and import it",
)
SHOWN = 8
# What is shorter and not the same word by word is a note.
SMALL = 10


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding per group of files that share functions with each other."""
    if project.is_teaching or project.is_collection:
        return
    for found in _groups(clones.copies(project)):
        yield _finding(project, sorted(found, key=lambda copy: (-copy.statements * len(copy.files), copy.places)))


def _groups(found: Iterable[clones.Copy]) -> list[list[clones.Copy]]:
    """Copies that have a file in common are one habit, and one thing to mend."""
    groups: list[tuple[set[str], list[clones.Copy]]] = []
    for copy in found:
        files, members = set(copy.files), [copy]
        for group in [group for group in groups if group[0] & files]:
            groups.remove(group)
            files |= group[0]
            members = group[1] + members
        groups.append((files, members))
    return [members for _, members in groups]


def _finding(project: Project, found: list[clones.Copy]) -> Finding:
    """Reported at the function that is copied most, in its likeliest copy: in a notebook, a service, else the last."""
    files = found[0].files
    here = max(files, key=lambda file: (file.endswith(".ipynb"), project.serves(file), file))
    others = [file for file in files if file != here]
    beside = [copy for copy in found if here in copy.files]
    steps = [(copy.in_file(here)[1], _also(copy, here)) for copy in beside[:SHOWN]]
    name, line = found[0].in_file(here)
    more = counted(len(found) - 1, "more function")
    served = any(project.serves(file) for copy in found for file in copy.files)
    small = not served and not any(copy.exact or copy.statements >= SMALL for copy in found)
    return RULE.at(
        line,
        what=f"'{cut_path(name, 30)}' ({found[0].statements} statements)"
        + (f" and {more} are" if len(found) > 1 else " is"),
        where=cut_path(others[0], 30) + (f" and {counted(len(others) - 1, 'more file')}" if len(others) > 1 else ""),
        harm="training and serving" if served else "copies",
        severity=Severity.INFO if small else None,
        sure=found[0].exact,
        trace=steps,
        file=here,
    )


def _also(copy: clones.Copy, here: str) -> str:
    other = next(file for file in copy.files if file != here)
    return f"'{copy.in_file(here)[0]}' is also in {other} as '{copy.in_file(other)[0]}'"
