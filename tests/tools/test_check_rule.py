"""The check of one rule: which tests it runs, and what it tells of them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import check_rule
from check_rule import ABOUT_ALL, ABOUT_ONE, Answer
from mlsmells.engine.registry import find_exact

ROOT = Path(__file__).resolve().parents[2]
RULE = find_exact("fit-on-test")
FIXTURE = "test_findings_are_those_marked"

# name of the case: (test, its parameter, the question it answers about fit-on-test)
QUESTIONS: dict[str, tuple[str, str, str]] = {
    "its file": (FIXTURE, "leakage/fit-on-test/bad.py", "fixtures"),
    "its project": ("test_a_project_raises_what_is_marked", "leakage/fit-on-test/project", "fixtures"),
    "a file of a rule with a longer name": (FIXTURE, "leakage/transformer-refit-on-test/bad.py", ""),
    "a file of another family": (FIXTURE, "data/fit-on-test/bad.py", ""),
    "the rule": ("test_the_page_is_complete", "fit-on-test", "page"),
    "another rule": ("test_the_page_is_complete", "test-reused", ""),
    "all rules": ("test_the_docs_are_fresh", "", "docs"),
    "something else": ("test_the_hooks_run_commands_that_exist", "", ""),
}


@pytest.mark.parametrize(("test", "parameter", "expected"), QUESTIONS.values(), ids=QUESTIONS)
def test_which_question_a_test_answers(test: str, parameter: str, expected: str) -> None:
    assert RULE is not None
    assert check_rule.question_of(test, parameter, RULE) == expected


def test_every_test_about_rules_answers_a_question() -> None:
    asked = {test for group in (ABOUT_ONE, ABOUT_ALL) for tests in group.values() for test in tests}
    trees = [ast.parse((ROOT / name).read_text(encoding="utf-8")) for name in check_rule.FILES]
    defined = [f for tree in trees for f in tree.body if isinstance(f, ast.FunctionDef) and f.name.startswith("test_")]
    assert asked <= {function.name for function in defined}
    about_one = {function.name for function in defined if function.args.args and function.decorator_list}
    assert about_one == {test for tests in ABOUT_ONE.values() for test in tests}


def test_the_summary_says_what_failed() -> None:
    answers = {"fixtures": Answer(2, ["bad.py\nno finding"]), "page": Answer(3), "docs": Answer()}
    assert check_rule.told(answers.items()) == [
        "failed  fixtures      1 of 2",
        "    bad.py",
        "    no finding",
        "ok      page          3 of 3",
        "not run docs          0 of 0",
    ]


def test_mutations_wait_for_fixtures(monkeypatch: pytest.MonkeyPatch) -> None:
    assert RULE is not None
    monkeypatch.setattr(check_rule, "survivors", lambda rule: (5, ["a.py:1: if x"]))
    fine, red = Answer(1), Answer(1, ["red"])
    assert check_rule.mutations(RULE, {"fixtures": red, "page": fine}) == Answer()
    found = check_rule.mutations(RULE, {"fixtures": fine, "page": fine})
    assert (found.count, found.failed) == (5, ["no fixture notices that this is gone: a.py:1: if x"])


@pytest.mark.parametrize(("answer", "code"), [(Answer(1), 0), (Answer(1, ["red"]), 1), (Answer(), 1)])
def test_the_exit_code(answer: Answer, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_rule, "ask", lambda rule: {"fixtures": Answer(1), "page": Answer(1), "docs": answer})
    monkeypatch.setattr(check_rule, "survivors", lambda rule: (1, []))
    assert check_rule.main(["fit-on-test"]) == code


def test_a_rule_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_rule.main(["no-such-rule"]) == 2
    assert "no-such-rule" in capsys.readouterr().err
