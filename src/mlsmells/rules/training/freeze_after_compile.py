"""Layers are frozen or thawed after `compile()`, and the model is not compiled again.

Keras decides at `compile()` which weights are trained. A `trainable` that changes later has no effect on `fit()`: a
base that was to be fine-tuned stays as it is, or one that was to stay is changed.

Bad:
    from tensorflow import keras
    base = keras.applications.MobileNetV2(include_top=False, pooling="avg")
    model = keras.Sequential([base, keras.layers.Dense(3, activation="softmax")])
    model.compile("adam", loss="sparse_categorical_crossentropy")
    base.trainable = False
    model.fit(X_train, y_train)
Good:
    from tensorflow import keras
    keras.utils.set_random_seed(0)
    base = keras.applications.MobileNetV2(include_top=False, pooling="avg")
    model = keras.Sequential([base, keras.layers.Dense(3, activation="softmax")])
    base.trainable = False
    model.compile("adam", loss="sparse_categorical_crossentropy")
    model.fit(X_train, y_train)
Silent on:
    a second `compile()` before the next `fit()`, of this model or of one that shares its layers (as in a GAN); layers
    that are not part of the model; models that are not trained after it
Source: https://keras.io/guides/transfer_learning/#freezing-layers-understanding-the-trainable-attribute
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS723",
    severity=Severity.WARNING,
    once=True,
    message="{target} changes after {model}.compile() (line {line}) and has no effect - compile again before fit()",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Changes of ``trainable`` between ``compile()`` and ``fit()``."""
    for late in training.late_freezes(facts):
        yield RULE.at(
            late.place,
            target=late.target,
            model=late.model,
            line=late.compiled.lineno,
            trace=[(late.compiled, "compiled"), (late.place, "too late"), (late.fitted, "trained as compiled")],
        )
