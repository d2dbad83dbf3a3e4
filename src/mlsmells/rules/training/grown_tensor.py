"""A tensor grows in a loop: each pass joins all that was collected with one more.

Each pass copies everything again, and inside a `tf.function` the shape changes with every pass. `tf.TensorArray`
collects and stacks once. Part of the profile `parity`: MLS806 speaks of NumPy, pandas and torch where many passes are
known.

Bad:
    import tensorflow as tf
    found = tf.zeros((0, 3))
    for step in range(100):
        found = tf.concat([found, tf.ones((1, 3))], axis=0)
Good:
    import tensorflow as tf
    found = tf.TensorArray(tf.float32, size=100)
    for step in range(100):
        found = found.write(step, tf.ones((3,)))
    found = found.stack()
Silent on:
    joins outside of loops; joins of other things in a loop; lists that are joined once
Source: https://www.tensorflow.org/api_docs/python/tf/TensorArray
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS792",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what}() in a loop copies all that was collected so far - collect in a TensorArray, or a list",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what)
