"""A network trains for hundreds of epochs, whatever happens.

A run that diverged in the third epoch goes on to the last, one that was best in the fortieth ends worse, and nothing
of the way is kept. An early end, or the best state so far, costs one line.

Bad:
    from tensorflow import keras
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    model.fit(X_train, y_train, epochs=500, validation_split=0.2)
Good:
    from tensorflow import keras
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    stop = keras.callbacks.EarlyStopping(patience=10, restore_best_weights=True)
    model.fit(X_train, y_train, epochs=500, validation_split=0.2, callbacks=[stop])
Silent on:
    up to 99 epochs; epochs that come from settings; files with callbacks, patience or checkpoints
Source: https://keras.io/api/callbacks/early_stopping/
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, searches

RULE = Rule(
    __name__,
    code="MLS801",
    severity=Severity.INFO,
    once=True,
    rolls_up=2,
    message="{epochs} epochs, and nothing ends them early or keeps the best state - use EarlyStopping",
)
_MANY = 100


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Fits with many epochs and no way out."""
    for found in searches.long_trainings(facts, _MANY):
        yield RULE.at(found.fit, epochs=found.epochs)
