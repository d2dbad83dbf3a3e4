"""Check one rule: the tests that are about it, and whether its fixtures notice each of its conditions.

    python tools/check_rule.py labels-for-score-metric     # or make rule NAME=labels-for-score-metric

The same tests run for all rules in ``make test``; here they answer in seconds, sorted by what they ask.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mlsmells.core import Rule
from mlsmells.engine.registry import find
from mutate_rule import survivors

ROOT = Path(__file__).resolve().parent.parent
FILES = ("tests/test_fixtures.py", "tests/test_meta.py")
# What is asked → the tests that ask it. Those in the second group are about all rules at once.
ABOUT_ONE = {
    "fixtures": (
        "test_findings_are_those_marked", "test_bad_files_show_the_rule_and_good_files_nothing",
        "test_the_fixed_file_is_the_bad_one_after_its_fixes", "test_fixing_again_changes_nothing",
        "test_a_project_raises_what_is_marked", "test_fixture_names_are_known",
        "test_the_rule_has_bad_and_good_fixtures",
    ),
    "page": (
        "test_the_page_is_complete", "test_the_bad_example_raises_the_code", "test_the_good_example_raises_nothing",
    ),
    "code": ("test_the_code_belongs_to_the_family",),
    "practice map": ("test_the_rule_serves_a_practice",),
    "changelog": ("test_the_rule_is_in_the_changelog",),
}  # fmt: skip
ABOUT_ALL = {
    "code": ("test_codes_and_names_are_unique",),
    "practice map": ("test_the_practice_map_is_in_order",),
    "docs": ("test_the_docs_are_fresh",),
}


@dataclass
class Answer:
    """How many tests asked a question, and what those that failed say."""

    count: int = 0
    failed: list[str] = field(default_factory=list)


class Answers:
    """A plugin of pytest: keeps the tests that are about one rule, and sorts what they say."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.found = {question: Answer() for question in (*ABOUT_ONE, *ABOUT_ALL)}
        self.questions: dict[str, str] = {}

    def pytest_configure(self, config: pytest.Config) -> None:
        config.option.tbstyle = "short"

    def pytest_collection_modifyitems(self, items: list[pytest.Function]) -> None:
        for item in items:
            question = question_of(item.originalname, item.callspec.id if hasattr(item, "callspec") else "", self.rule)
            if question:
                self.questions[item.nodeid] = question
        items[:] = [item for item in items if item.nodeid in self.questions]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        answer = self.found[self.questions[report.nodeid]]
        if report.when == "call":
            answer.count += 1
        if report.failed:
            answer.failed.append(f"{report.nodeid.rpartition('::')[2]}\n{report.longreprtext}")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.found["code"].failed.append(report.longreprtext)


def question_of(test: str, parameter: str, rule: Rule) -> str:
    """Which question about the rule a test answers; "" when it is about something else."""
    if parameter == rule.name or f"{rule.family}/{rule.name}" in (parameter, parameter.rpartition("/")[0]):
        return next((question for question, tests in ABOUT_ONE.items() if test in tests), "")
    return next((question for question, tests in ABOUT_ALL.items() if test in tests), "") if not parameter else ""


def ask(rule: Rule) -> dict[str, Answer]:
    """Run the tests about a rule."""
    answers = Answers(rule)
    options = ("-p", "no:terminal", "-p", "no:cacheprovider", "-o", "addopts=", "--rootdir", str(ROOT))
    pytest.main([*options, *(str(ROOT / name) for name in FILES)], plugins=[answers])
    return answers.found


def mutations(rule: Rule, answers: dict[str, Answer]) -> Answer:
    """Every condition is deleted once: a fixture must notice. Fixtures that are red already notice nothing."""
    if answers["fixtures"].failed or answers["page"].failed:
        return Answer()
    count, left = survivors(rule)
    return Answer(count, [f"no fixture notices that this is gone: {line}" for line in left])


def told(answers: Iterable[tuple[str, Answer]]) -> list[str]:
    """The summary: a line for each question, and what failed below it."""
    lines = []
    for question, answer in answers:
        state = "failed" if answer.failed else "ok" if answer.count else "not run"
        lines.append(f"{state:8}{question:14}{answer.count - len(answer.failed)} of {answer.count}")
        lines += [f"    {line}" for text in answer.failed for line in text.splitlines()]
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Exit code: 1 if something is wrong or could not be asked, 2 if there is no such rule."""
    (word,) = sys.argv[1:] if arguments is None else arguments
    rule = find(word)
    if rule is None:
        print(f"no rule is called {word}: see docs/rules/README.md", file=sys.stderr)
        return 2
    answers = ask(rule)
    answers["mutations"] = mutations(rule, answers)
    print(f"{rule.code} {rule.name}", *told(answers.items()), sep="\n")
    return int(any(answer.failed or not answer.count for answer in answers.values()))


if __name__ == "__main__":
    sys.exit(main())
