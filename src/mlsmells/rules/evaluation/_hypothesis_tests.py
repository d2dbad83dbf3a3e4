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
    names = _names(function.node)
    return not names.isdisjoint(_DISTRIBUTIONS) or any(map(_OF_TESTS.search, (function.node.name, *names)))


def _names(node: ast.AST) -> set[str]:
    inner = list(ast.walk(node))
    return {n.id for n in inner if isinstance(n, ast.Name)} | {n.attr for n in inner if isinstance(n, ast.Attribute)}
