"""Errors on the training rows that a statistical test is made of: they claim nothing of new rows."""

from __future__ import annotations

import ast
import re

from mlsmells.core import regex
from mlsmells.facts import Facts, Metric, function_around

# What such a test, or a criterion that counts parameters, is called.
_OF_TESTS = regex(
    r"(?:^|_)(?:p_?val(?:ue)?s?|[ft]_?stat(?:istic)?s?|likelihood_?ratio|wald|anova|granger|chow|log_?lik(?:elihood)?|"
    r"aic|bic|dof|significan(?:t|ce)|bonferroni|cooks?|vif)(?:$|_)",
    re.IGNORECASE,
)
_DISTRIBUTIONS = frozenset({"cdf", "sf"})


def is_of_test(facts: Facts, metric: Metric) -> bool:
    """The function in which it is computed makes a test of it, by its names."""
    function = function_around(facts, metric.node)
    if function is None or isinstance(function.node, ast.Lambda):
        return False
    names = {name for n in ast.walk(function.node) if (name := _name(n)) is not None}
    return not names.isdisjoint(_DISTRIBUTIONS) or any(map(_OF_TESTS.search, (function.node.name, *names)))


def _name(node: ast.AST) -> str | None:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None
