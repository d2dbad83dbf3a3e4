"""The worse score wins: an accuracy is minimised, an error is maximised.

A search only knows the direction it is told, and the default is to minimise. Told the wrong one, it
returns the worst of its candidates without a word. The same goes for callbacks that keep the checkpoint with the
lowest accuracy, and for `make_scorer`, which takes every function for a score unless told that it is an error.

Bad:
    import optuna
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.model_selection import cross_val_score
    def objective(trial):
        model = RandomForestClassifier(max_depth=trial.suggest_int("depth", 2, 20), random_state=0)
        return cross_val_score(model, X_train, y_train, scoring="f1").mean()
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=0))
    study.optimize(objective, n_trials=50)
Good:
    import optuna
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.model_selection import cross_val_score
    def objective(trial):
        model = RandomForestClassifier(max_depth=trial.suggest_int("depth", 2, 20), random_state=0)
        return cross_val_score(model, X_train, y_train, scoring="f1").mean()
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=0))
    study.optimize(objective, n_trials=50)
Silent on:
    scores that are turned round (`-score`, `1 - accuracy`, `neg_mean_squared_error`); objectives whose score
    cannot be followed to a metric; studies that are loaded or have several objectives; comparisons that look for
    the worst, by the name of what they keep; scorers that are only shown, not searched by
Source: https://optuna.readthedocs.io/en/stable/reference/generated/optuna.study.create_study.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import AddKeyword, Finding, Fix, Rule, Severity, Span
from mlsmells.facts import Facts, WrongDirection, wrong_directions

RULE = Rule(
    __name__,
    code="MLS513",
    severity=Severity.ERROR,
    message="{what} is better when it is {better}, but {who} - turn the direction or the score round",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Every place where the worse score is preferred."""
    for wrong in wrong_directions(facts):
        yield RULE.at(
            wrong.node,
            what=wrong.what,
            better=wrong.better,
            who=wrong.who,
            sure=wrong.sure,
            fix=_fix(wrong),
            trace=[(wrong.place, "searched by")] if wrong.place else [],
        )


def _fix(wrong: WrongDirection) -> Fix | None:
    if wrong.keyword is None:
        return None
    name, value = wrong.keyword
    return Fix(f"set {name}={value}", (AddKeyword(Span.of(wrong.node), name, value),), safe=True)
