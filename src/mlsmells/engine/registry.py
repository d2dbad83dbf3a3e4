"""Which rules there are.

Their records are kept between runs, with the files they were read from: who only asks for codes and severities, or
checks a file that most rules have no eye for, imports no rules. A rule's own file is imported when the rule is run.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from mlsmells import rules as _rules
from mlsmells.core import Confidence, Rule, Severity
from mlsmells.core.kept import KEPT

if TYPE_CHECKING:
    from mlsmells.core import Finding

NOT_ANALYSED = "MLS000"
UNUSED_SUPPRESSION = "MLS001"
_KEY = "rules"


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule, sorted by code: a module in a folder of ``mlsmells.rules`` that has a ``RULE`` is one."""
    files = list(_files())
    kept = KEPT.get(_KEY)
    if kept is not None and kept[0] == files:
        return tuple(map(_later, kept[1]))
    loaded = (getattr(importlib.import_module(module), "RULE", None) for module, *_ in files)
    found = sorted((rule for rule in loaded if isinstance(rule, Rule)), key=lambda rule: rule.code)
    KEPT.put(_KEY, (files, list(map(_plain, found))))
    return tuple(found)


def _files() -> Iterator[tuple[str, int, int]]:
    """The modules of the families, each with when it was written and its size."""
    for root in _rules.__path__:
        for family in sorted(os.listdir(root)):
            folder = os.path.join(root, family)
            for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
                stem, extension = os.path.splitext(name)
                if extension == ".py" and not stem.startswith("__"):
                    state = os.stat(os.path.join(folder, name))
                    yield f"{_rules.__name__}.{family}.{stem}", state.st_mtime_ns, state.st_size


_CHECKS = ("checks", "project_checks")


def _plain(rule: Rule) -> tuple[dict[str, Any], bool]:
    """The record as it is kept, and whether it has checks for a project."""
    record = {f.name: getattr(rule, f.name) for f in fields(rule) if f.name not in _CHECKS}
    record |= {"severity": int(rule.severity), "confidence": int(rule.confidence)}
    return record, bool(rule.project_checks)


def _later(kept: tuple[dict[str, Any], bool]) -> Rule:
    """The rule, whose checks import its file."""
    record, of_projects = kept
    made = {"severity": Severity(record["severity"]), "confidence": Confidence(record["confidence"])}
    rule = Rule(**(record | made))
    rule.checks.append((None, partial(_in_file, rule), False))
    if of_projects:
        rule.project_checks.append(partial(_in_project, rule))
    return rule


def _in_file(rule: Rule, facts: Any) -> Iterator[Finding]:
    """The first time; from the next on the rule has the checks of its file."""
    loaded = _loaded(rule)
    rule.checks[:] = loaded.checks
    return loaded.run(facts)


def _in_project(rule: Rule, project: Any) -> Iterator[Finding]:
    return _loaded(rule).run_project(project)


def _loaded(rule: Rule) -> Rule:
    loaded: Rule = importlib.import_module(rule.module).RULE
    return loaded


@lru_cache(maxsize=1)
def by_code() -> dict[str, Rule]:
    """Code → rule."""
    return {rule.code: rule for rule in all_rules()}


def find_exact(word: str) -> Rule | None:
    """The rule with exactly this code or name."""
    return next((rule for rule in all_rules() if word in (rule.code, rule.name)), None)


def find(word: str) -> Rule | None:
    """As ``find_exact``, but case and underscores do not matter."""
    wanted = word.strip().lower().replace("_", "-")
    return find_exact(wanted) or find_exact(wanted.upper())
