"""Passwords that a call is given, and what is given to calls that make no account."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, given_passwords
from mlsmells.sources import source_from_text

TAKES = "def add_user(name, password): ...\ndef rename_user(name, title): ...\n"
# Code → how many passwords are given.
CASES: dict[str, tuple[str, int]] = {
    "by position": ("add_user('ann', 'sunny4711')", 1),
    "by keyword": ("add_user('ann', password='sunny4711')", 1),
    "to a method of the file": ("class A:\n    def login(self, user, pwd): ...\nA().login('ann', 'sunny4711')", 1),
    "to another host": ("connect(host='db.shop.io', user='ann', passwd='sunny4711')", 1),
    "to a function that is not known": ("make_user('ann', 'sunny4711')", 0),
    "another parameter": ("rename_user('ann', 'sunny4711')", 0),
    "functions of one name that differ": (
        "class A:\n    def add_user(self, password, name): ...\nadd_user('ann', 'sunny4711')", 0
    ),
    "a placeholder": ("add_user('ann', 'your-password')", 0),
    "short": ("add_user('ann', 'abc')", 0),
    "from the environment": ("import os\nadd_user('ann', os.environ['PASSWORD'])", 0),
    "to the own machine": ("connect(host='localhost', user='ann', password='sunny4711')", 0),
    "to no host": ("connect(user='ann', password='sunny4711')", 0),
    "below the main guard": ("if __name__ == '__main__':\n    add_user('ann', 'sunny4711')", 0),
}  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), CASES.values(), ids=CASES)
def test_given(code: str, expected: int) -> None:
    assert len(list(given_passwords(build(source_from_text(TAKES + code, "app.py"))))) == expected
