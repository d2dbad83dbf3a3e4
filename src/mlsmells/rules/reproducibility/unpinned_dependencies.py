"""An application installs its machine-learning packages in whatever version is newest.

The same code then runs with other versions next month, with other defaults and other results, and
nobody can rebuild the environment of a model that is in use. A lock file, or exact versions for
everything that computes, can be installed again.

Bad:
    # requirements.txt, and no lock file
    # numpy
    # scikit-learn>=1.2
    from sklearn.linear_model import LogisticRegression
    model = LogisticRegression().fit(X, y)
Good:
    # requirements.txt
    # numpy==2.1.3
    # scikit-learn==1.5.2
    from sklearn.linear_model import LogisticRegression
    model = LogisticRegression().fit(X, y)
Silent on:
    a lock file (poetry, uv, pdm, Pipenv, pixi, conda-lock, pip-tools, a constraints file) in the same
    folder or above; a library that is published, where ranges are right; tools for tests, documents
    and development; requirements for some systems only; packages that compute nothing, and helpers beside
    pinned frameworks; patch releases alone (`~=1.4.2`, `==1.4.*`), in a step every upper limit; examples, templates
    and teaching material; steps in files that are called archive, old or deprecated. Two files that pin
    different versions are compared only where one trains and the other serves, or where they lie in one folder.
    Upper limits everywhere are a note, and so are ranges in `[project] dependencies` beside a `[build-system]`
    (a package that is installed) and numpy, pandas or scipy alone beside a framework that is pinned
Source: https://pip.pypa.io/en/stable/topics/repeatable-installs/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from mlsmells.core import Finding, Rule, Severity, Span, cut_path, regex
from mlsmells.facts import Project, Summary, dependencies

RULE = Rule(
    __name__,
    code="MLS214",
    severity=Severity.WARNING,
    scope="project",
    rolls_up_files=2,
    message="{name} has no fixed version, not even in a lock file - pin it",
)
STEP = "this step installs {names} in whatever version is newest{more} - pin the versions"
MOVES = "{name} changes by itself (a branch, a nightly build or whatever is newest) - name a fixed version"
DIFFER = "'{name}' is {here} here and {there} in {other} - agree on one version"
SHOWN = 4
SERVING = regex(r"serv|infer|deploy|api|app|predict|prod|online", re.IGNORECASE)
TRAINING = regex(r"train|model|fit|research", re.IGNORECASE)
# Files that are meant to differ.
VARIANT = regex(r"gpu|cpu|cuda|cu\d|rocm|mac|osx|m1|win|linux|arm|tpu|py\d|min|lower|upper|latest|colab", re.IGNORECASE)


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """Each unpinned package and each that moves, told as one of each kind; one per pair of files that differ."""
    if project.is_teaching:
        return
    yield from _components(project)
    if not any(map(_learns, project.summaries.values())):
        return
    found = project.dependencies
    wanted = [w for w in found.wanted if w.name in dependencies.ML and not found.is_published(w.file)]
    loose = [w for w in wanted if not (w.pin or w.patches or found.is_locked(w.file) or found.is_pinned(w))]
    loose = [w for w in loose if not project.is_foreign(w.file)] or loose
    pinned = {w.name for w in wanted if w.pin}
    loose.sort(key=lambda w: (w.file.count("/"), not w.file.endswith("requirements.txt")))
    loose = list({w.name: w for w in reversed(loose)}.values())[::-1]
    if pinned - dependencies.HELPERS:
        loose = loose if any(w.name not in dependencies.HELPERS for w in loose) else []
    decided = bool(loose) and _is_decided(loose, wanted)
    for each in loose:
        yield _told(each, RULE.message, severity=Severity.INFO if decided else None)
    moving = [w for w in found.moving if not found.is_published(w.file) and not found.is_locked(w.file)]
    for each in {w.name: w for w in reversed(moving)}.values():
        yield _told(each, MOVES)
    yield from _different(found, wanted)


def _is_decided(loose: list[dependencies.Wanted], wanted: list[dependencies.Wanted]) -> bool:
    """Somebody has thought of it: nothing takes whatever is newest, or a pinned framework holds what is left."""
    if all(w.limited or w.installed for w in loose):
        return True
    pinned = {w.file for w in wanted if w.pin and w.name not in dependencies.HELPERS | dependencies.BASES}
    return all(w.name in dependencies.BASES and w.file in pinned for w in loose)


def _learns(summary: Summary) -> bool:
    return bool(summary["fits"] or summary["validated"] or any(draw["training"] for draw in summary["draws"]))


def _components(project: Project) -> Iterator[Finding]:
    """Steps of a pipeline that install packages when they run: no lock file of the project reaches them."""
    for path, summary in project.summaries.items():
        asked = [dependencies.requirement(text, path, line) for text, line in summary["installs"]]
        loose = [w for w in asked if w is not None and w.name in dependencies.ML and not (w.pin or w.limited)]
        if loose and summary["role"] != "test" and not project.is_retired(path):
            own = [w for w in loose if w.line == loose[0].line]
            more = len({w.line for w in loose}) - 1
            also = f", as {'do' if more > 1 else 'does'} {more} more of this file" if more else ""
            yield RULE.at(_place(loose[0]), names=_names(own), more=also, message=STEP, file=path)


def _told(found: dependencies.Wanted, message: str, *, severity: Severity | None = None) -> Finding:
    place = _place(found)
    return RULE.at(place, message=message, severity=severity, cause="pins", file=found.file, name=found.name)


def _different(found: dependencies.Dependencies, wanted: list[dependencies.Wanted]) -> Iterator[Finding]:
    by_file: dict[str, dict[str, dependencies.Wanted]] = {}
    for each in wanted:
        if each.pin:
            by_file.setdefault(each.file, {})[each.name] = each
    for first, second in combinations(sorted(by_file), 2):
        if not _belong_together(first, second):
            continue
        names = sorted(by_file[first].keys() & by_file[second].keys())
        other = next((n for n in names if _differs(by_file[first][n].pin, by_file[second][n].pin)), None)
        if other is not None:
            here, there = by_file[second][other], by_file[first][other]
            elsewhere = cut_path(first)
            yield RULE.at(
                _place(here), name=other, here=here.pin, there=there.pin, other=elsewhere, file=second, message=DIFFER
            )


def _belong_together(first: str, second: str) -> bool:
    if VARIANT.search(first) or VARIANT.search(second):
        return False
    if first.rpartition("/")[0] == second.rpartition("/")[0]:
        return True
    roles = [bool(SERVING.search(path)) for path in (first, second)]
    other = second if roles[0] else first
    return roles.count(True) == 1 and ("/" not in other or bool(TRAINING.search(other)))


def _differs(first: str, second: str) -> bool:
    """Not the same, and not the same but for what is left open: 1.2 and 1.2.3."""
    a, b = first.split("."), second.split(".")
    return a[: len(b)] != b[: len(a)]


def _place(wanted: dependencies.Wanted) -> Span:
    return Span(wanted.line, 0, wanted.line, 0)


def _names(wanted: list[dependencies.Wanted]) -> str:
    names = list(dict.fromkeys(w.name for w in wanted))
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
