"""A function that TensorFlow traces does something in Python that happens while tracing alone.

`tf.function` runs the Python code once, keeps the operations and runs those from then on. What is appended to a list is
a symbol, once; `print` shows a symbol, once; a variable that is created in it is an error at the second call, and a
function that calls itself never ends its trace.

Bad:
    import tensorflow as tf
    losses = []
    @tf.function
    def step(model, x, y):
        loss = tf.reduce_mean(tf.square(model(x) - y))
        losses.append(loss)
        return loss
Good:
    import tensorflow as tf
    losses = []
    @tf.function
    def step(model, x, y):
        return tf.reduce_mean(tf.square(model(x) - y))
    def learn(model, batches):
        for x, y in batches:
            losses.append(step(model, x, y))
Silent on:
    lists of the function itself; `tf.print`; `print` of a text, which shows when it is traced; variables that are made
    under a condition; programs that run functions eagerly
Source: https://www.tensorflow.org/guide/function
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS725",
    severity=Severity.WARNING,
    once=True,
    message="{function}() is traced by tf.function and {what}: {so} - {do}",
)
_SO = {
    "calls itself": ("the trace does not end", "use a loop"),
    "creates a variable": ("the second call fails", "create it outside"),
    "appends to a list": ("it gets one symbol, while tracing", "return the value"),
    "prints a tensor": ("one symbol is shown, while tracing", "use tf.print"),
}


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """What traced functions do in Python alone."""
    for found in training.pitfalls(facts):
        so, do = _SO[found.what]
        yield RULE.at(found.node, function=found.function, what=found.what, so=so, do=do)
