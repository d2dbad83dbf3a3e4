"""Whether a requirement asks for a version below a given one."""

from __future__ import annotations

import pytest

from mlsmells.facts.record.bounds import asks_below

CASES = [
    ("scikit-learn==1.1.3", True),
    ("scikit-learn==1.2", False),
    ("scikit-learn==1.2.*", False),
    ("scikit_learn<1.2", True),
    ("scikit-learn>=1.0,<1.2", True),
    ("scikit-learn<=1.1", True),
    ("scikit-learn<=1.2", False),
    ("scikit-learn~=1.1.0", True),
    ("scikit-learn~=1.1", False),
    ('scikit-learn = "^1.1"', False),
    ('scikit-learn = "^0.24"', True),
    ('scikit-learn = "~1.1"', True),
    ('scikit-learn = "1.1.0"', True),
    ("  - scikit-learn=1.1", True),
    ("  - scikit-learn=1", False),
    ('name = "scikit-learn"\nversion = "1.0.2"', True),
    ('name = "scikit-learn"\nversion = "1.3.2"', False),
    ('"scikit-learn": {"hashes": [], "version": "==1.0.1"}', True),
    ("scikit-learn", False),
    ("scikit-learn>=1.0", False),
    ("scikit-learn!=1.0", False),
    ("scikit-learn-extra==0.2", False),
    ("numpy==1.0", False),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_below(text: str, expected: bool) -> None:
    assert asks_below(text, "scikit-learn", "1.2") is expected


def test_builds_of_tensorflow() -> None:
    assert asks_below("tensorflow-gpu==1.15.0", "tensorflow", "2.0")
