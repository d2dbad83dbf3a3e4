"""A tensor is repeated with `tile` before it meets another one.

Arithmetic repeats a smaller tensor by itself, without a copy in memory. Part of the profile `parity`: `concat` and
some layers do need the copies.

Bad:
    import tensorflow as tf
    total = tf.ones((8, 3)) + tf.tile(tf.ones((1, 3)), [8, 1])
Good:
    import tensorflow as tf
    total = tf.ones((8, 3)) + tf.ones((1, 3))
Silent on:
    `np.tile`, `torch.tile`, `tf.broadcast_to`, `tf.repeat`; functions of one's own that are called tile
Source: https://www.tensorflow.org/guide/tensor#broadcasting
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS791",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what}() copies what broadcasting would only read again - leave it out where the shapes allow it",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what)
