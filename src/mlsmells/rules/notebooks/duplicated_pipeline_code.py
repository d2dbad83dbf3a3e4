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
    methods of networks, and those that take the place of a base's; networks and augmentations of one form that are
    made of other layers or transforms;
    plots, argument parsing and other boilerplate; tests, examples, explorations, archives and
    milestones; generated code and exports; a notebook and the script of the same name; collections of notebooks
    (but for modules that are copies of each other), courses and their lessons. A copy under another name counts; of
    the same name, nine statements in ten are enough.
    Files and folders that share functions are one finding;
    fewer than forty statements are a note, unless a service holds one copy or the copies do not do the same any more
    (what they print and the texts in them aside); then fewer than ten of one function are, or that are only alike,
    fewer than ten beside a notebook, and fewer than twenty of notebooks alone, or of services or programs that are
    built each by itself and import nothing of each other. A file that goes along with a saved model, to be there when
    it is loaded, is a copy on purpose
Source: https://developers.google.com/machine-learning/guides/rules-of-ml
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations

from mlsmells.core import Finding, Rule, Severity, counted, cut_path
from mlsmells.facts import Project, are_separate, clones

RULE = Rule(
    __name__,
    code="MLS412",
    habit=2,
    severity=Severity.WARNING,
    scope="project",
    message="{what} also in {where}: {harm} - keep one and import it",
)
SHOWN = 8
# What is shorter and not the same word by word is a note.
SMALL = 10
# Less of it can be kept in step by hand, as long as nobody is served by a copy.
MUCH = 40
_PROGRAMS = frozenset(
    "train training train_model train_epoch train_one_epoch fit val validate validation evaluate eval test run main "
    "train_step test_step val_step training_step validation_step execute".split()
)
# Parts that are built each by itself share a package, which is worth the trouble for more.
APART = 20


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding per group of files, or of folders, that share functions with each other."""
    if project.is_teaching:
        return
    for found in _groups(clones.copies(project)):
        if project.is_collection and not _is_of_modules(found):
            continue
        yield _finding(project, sorted(found, key=lambda copy: (-copy.statements * len(copy.files), copy.places)))


def _groups(found: Iterable[clones.Copy]) -> list[list[clones.Copy]]:
    """Copies of one function, or with a file or two folders in common, are one habit, and one thing to mend."""
    groups: list[tuple[set[Hashable], list[clones.Copy]]] = []
    for copy in found:
        marks, members = _marks(copy), [copy]
        for group in [g for g in groups if g[0] & marks or any(map(copy.resembles, g[1]))]:
            groups.remove(group)
            marks |= group[0]
            members = group[1] + members
        groups.append((marks, members))
    return [members for _, members in groups]


def _marks(copy: clones.Copy) -> set[Hashable]:
    return {*copy.files, *map(_trunks, combinations(sorted(copy.files), 2))}


def _trunks(files: tuple[str, str]) -> tuple[str, str]:
    """The folders of two files, up to where they begin to be called the same: one folder was copied as another."""
    one, other = (file.split("/")[:-1] for file in files)
    while one and other and one[-1] == other[-1] and one != other:
        one, other = one[:-1], other[:-1]
    return "/".join(one) or ".", "/".join(other) or "."


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
    apart = any(_trains_and_serves(project, copy) for copy in found)
    touched = len({file for copy in found for file in copy.files})
    drifted = next((copy for copy in found if copy.drifted and copy.statements >= SMALL and not _loops(copy)), None)
    size = sum(copy.statements * (len(copy.files) - 1) for copy in found)
    small = not served and (size < MUCH and drifted is None)
    small = small or (not apart and (_is_little(project, found) or _is_short(found)))
    return RULE.at(
        line,
        what=f"'{cut_path(name, 30)}' ({found[0].statements} statements)"
        + (f" and {more}{_spread(touched, len(files))} are" if len(found) > 1 else " is"),
        where=cut_path(others[0], 30) + (f" and {counted(len(others) - 1, 'more file')}" if len(others) > 1 else ""),
        harm="training and serving drift apart" if apart else _harm(drifted, here),
        severity=Severity.INFO if small else None,
        sure=found[0].exact,
        trace=steps,
        file=here,
    )


def _loops(copy: clones.Copy) -> bool:
    """The loop or the end of a program, which is another one for each model."""
    return not _PROGRAMS.isdisjoint(name.rpartition(".")[2].strip("_").lower() for _, name, _ in copy.places)


def _harm(drifted: clones.Copy | None, here: str) -> str:
    if drifted is None:
        return "copies drift apart"
    which = f" of '{cut_path(drifted.in_file(here)[0], 30)}'" if here in drifted.files else ""
    return f"the copies{which} do not do the same any more"


def _is_of_modules(found: list[clones.Copy]) -> bool:
    """Much of one module is another: beside a collection of notebooks, too, that is one too many."""
    size = sum(copy.statements for copy in found if copy.exact)
    return size >= APART and all(file.endswith(".py") for copy in found for file in copy.files)


def _trains_and_serves(project: Project, copy: clones.Copy) -> bool:
    """A service holds one copy; what trains the model, or what that imports, the other."""
    serving = {file for file in copy.files if project.serves(file)}
    return bool(serving) and any(_trains(project, file) for file in copy.files if file not in serving)


def _trains(project: Project, file: str) -> bool:
    return any(project.summaries[other]["fits"] for other in project.imports.importers(file))


def _is_little(project: Project, found: list[clones.Copy]) -> bool:
    """Not worth a module of its own: helpers of notebooks, a few lines of parts that share nothing else."""
    size = sum(copy.statements for copy in found)
    files = [file for copy in found for file in copy.files]
    notebooks = [file.endswith(".ipynb") for file in files]
    if size < (APART if all(notebooks) else SMALL) and any(notebooks):
        return True
    return size < APART and all(are_separate(project, copy.files) for copy in found)


def _is_short(found: list[clones.Copy]) -> bool:
    """A few lines, of one function, that somebody wrote twice."""
    return len(found) == 1 and found[0].statements < SMALL


def _spread(touched: int, files: int) -> str:
    """In how many files all functions are, if those are more than the first has."""
    return f" (of {touched} files)" if touched > files else ""


def _also(copy: clones.Copy, here: str) -> str:
    other = next(file for file in copy.files if file != here)
    return f"'{copy.in_file(here)[0]}' is also in {other} as '{copy.in_file(other)[0]}'"
