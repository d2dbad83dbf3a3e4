"""A file, or a part of it, could not be analysed, so nothing is known about its smells.

A run that skips a file in silence looks like a clean run. The file may be unreadable, hold a syntax
error or be damaged; one broken notebook cell costs that cell alone. When a rule itself fails on a
file, this code names the rule, and the findings of the other rules stay. The exit code of the run is 2.

Bad:
    def train(X, y:
        return model.fit(X, y)
Good:
    def train(X, y):
        return model.fit(X, y)
Silent on:
    files under `exclude`; notebook magics (in a cell of one line also without `%`), shell lines and `%%` cells;
    files in other encodings than UTF-8 that say so in their first two lines; `._name.py`, which macOS writes.
    The cells of a notebook are told once, and so is all that is written for an older Python; code for a newer
    Python than the one that runs is told once too, with the version that reads it.
    A notebook cell that an exercise leaves to be filled in (`x = # YOUR CODE`) is a note. Ignored by its code
    (`ignore: [MLS000]`, also per path) it is neither reported nor a failure; selecting other rules leaves it on.
Source: https://docs.python.org/3/reference/lexical_analysis.html#encoding-declarations
"""

from __future__ import annotations

from mlsmells.core import Rule, Severity

# The engine raises it: by definition there are no facts to check.
RULE = Rule(
    __name__,
    code="MLS000",
    severity=Severity.ERROR,
    message="not analysed: {reason} - {remedy}",
    silent_roles=frozenset(),
)
