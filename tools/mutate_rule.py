"""Deletes every condition of a rule once and tells which deletions no fixture notices.

A guard that can go without a fixture turning red is not tested: a look-alike is missing.

    python tools/mutate_rule.py unsorted-listing [MLS301 …]      # all rules without arguments
"""

from __future__ import annotations

import ast
import copy
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from mlsmells import facts
from mlsmells.core import Rule
from mlsmells.core.rule import FILE
from mlsmells.engine.page import page
from mlsmells.engine.registry import all_rules, find
from mlsmells.facts import Facts
from mlsmells.facts.analyses.summaries.file import summarise
from mlsmells.facts.project.model import Project
from mlsmells.sources import ProjectModules, Source, read_source, source_from_text

ROOT = Path(__file__).resolve().parent.parent
Seen = tuple[Any, ...]


class _Delete(ast.NodeTransformer):
    """Takes one condition out, the ``number``-th in the order they are met; ``what`` says which."""

    def __init__(self, number: int) -> None:
        self.left = number
        self.what = ""
        self.line = 0

    def _hit(self, node: ast.AST, what: str) -> bool:
        self.left -= 1
        if self.left == -1:
            self.what, self.line = what, node.lineno  # type: ignore[attr-defined]
            return True
        return False

    def visit_If(self, node: ast.If) -> ast.AST:
        leaves = len(node.body) == 1 and isinstance(node.body[0], ast.Return | ast.Continue) and not node.orelse
        if leaves and self._hit(node, f"if {ast.unparse(node.test)}: {ast.unparse(node.body[0])}"):
            return ast.copy_location(ast.Pass(), node)
        if not leaves and self._hit(node, f"if {ast.unparse(node.test)}"):
            node.test = ast.copy_location(ast.Constant(True), node.test)
        return self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        for i, value in enumerate(node.values):
            if isinstance(value, ast.Constant) or (isinstance(value, ast.Tuple) and not value.elts):
                continue  # ``x or ""``: a default, no condition
            if self._hit(value, f"operand {ast.unparse(value)}"):
                rest = node.values[:i] + node.values[i + 1 :]
                return rest[0] if len(rest) == 1 else ast.copy_location(ast.BoolOp(node.op, rest), node)
        return self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        for i, test in enumerate(node.ifs):
            if self._hit(test, f"filter {ast.unparse(test)}"):
                del node.ifs[i]
                return node
        return self.generic_visit(node)


def mutants(tree: ast.Module) -> Iterator[tuple[_Delete, ast.Module]]:
    """The module once without each of its conditions."""
    number = 0
    while True:
        delete = _Delete(number)
        mutant = delete.visit(copy.deepcopy(tree))
        if not delete.what:
            return
        yield delete, ast.fix_missing_locations(mutant)
        number += 1


def cases(rule: Rule) -> list[Facts]:
    """The facts of all fixtures (some guard one rule against another's) and of the examples on the rule's page."""
    examples = (source_from_text(page(rule).sections[name] + "\n", "train.py") for name in ("Bad", "Good"))
    return [*_of_fixtures(), *(facts.build(source) for source in examples if source.tree is not None)]


@cache
def _of_fixtures() -> list[Facts]:
    """Files that stand alone, and those of projects, whose imports are followed."""
    sources = [read_source(path, display=path.name) for path in _code(sorted((ROOT / "fixtures").glob("*/*/*.*")))]
    found = [facts.build(source) for source in sources if source.tree is not None]
    for folder in sorted((ROOT / "fixtures").glob("*/*/project*")):
        modules = ProjectModules(folder)
        found += [facts.build(source, modules=modules) for source in _sources(folder) if source.tree is not None]
    return found


def _code(paths: list[Path]) -> list[Path]:
    return [path for path in paths if path.suffix in (".py", ".ipynb")]


def _sources(folder: Path) -> list[Source]:
    return [read_source(path, display=path.relative_to(folder).as_posix()) for path in _code(sorted(folder.rglob("*")))]


def seen(rule: Rule, found: list[Facts]) -> Seen:
    """What the tests see of the rule's findings: the lines, the severity and the fixes."""
    out: list[Any] = []
    for one in found:
        if one.role in rule.silent_roles:
            out.append(())
            continue
        try:
            findings = list(rule.run(one))
        except Exception as error:  # a mutant that fails is noticed
            out.append(repr(error))
            continue
        out.append(tuple((f.span.line, f.severity, f.confidence > 0, f.fix.edits if f.fix else ()) for f in findings))
    return tuple(out)


def projects(rule: Rule) -> list[Project]:
    """The fixture projects of a rule."""
    folders = sorted((ROOT / "fixtures" / rule.family / rule.name).glob("project*")) if rule.scope != FILE else []
    return [_project(folder) for folder in folders]


def _project(root: Path) -> Project:
    return Project(root, {source.path: summarise(facts.build(source)) for source in _sources(root)})


def seen_in_projects(rule: Rule, found: list[Project]) -> Seen:
    """The same for the face of the rule that sees a whole project."""
    out: list[Any] = []
    for project in found:
        try:
            findings = list(rule.run_project(project))
        except Exception as error:
            out.append(repr(error))
            continue
        roles = {path: summary["role"] for path, summary in project.summaries.items()}
        told = [f for f in findings if roles.get(f.path) not in rule.silent_roles]
        out.append(sorted((f.path, f.span.line, f.severity > 0, f.confidence > 0) for f in told))
    return tuple(out)


def survivors(rule: Rule) -> tuple[int, list[str]]:
    """How many deletions there are, and those that change nothing."""
    module = sys.modules[rule.module]
    tree = ast.parse(inspect.getsource(module))
    found = cases(rule)
    whole = projects(rule)
    expected = seen(rule, found), seen_in_projects(rule, whole)
    count, left = 0, []
    for delete, mutant in mutants(tree):
        count += 1
        twin = ModuleType(rule.module)
        twin.__dict__.update(__file__=module.__file__, __package__=module.__package__)
        exec(compile(mutant, str(module.__file__), "exec"), twin.__dict__)
        if (seen(twin.RULE, found), seen_in_projects(twin.RULE, whole)) == expected:
            left.append(f"{rule.module.replace('.', '/')}.py:{delete.line}: {delete.what}")
    return count, left


def main() -> int:
    """Exit code 1 if a deletion survives."""
    wanted = [find(word) for word in sys.argv[1:]]
    if None in wanted:
        print("no such rule", file=sys.stderr)
        return 2
    failed = False
    for rule in [r for r in wanted if r is not None] or [r for r in all_rules() if r.code > "MLS1"]:
        count, left = survivors(rule)
        failed = failed or bool(left)
        print(f"{rule.code} {rule.name}: {count - len(left)} of {count} deletions noticed")
        for line in left:
            print(f"  {line}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
