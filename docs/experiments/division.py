"""Mistakes in how rows are divided, and in what is chosen with the test part."""

from __future__ import annotations

import numpy as np
from experiment import Pair, experiment
from sklearn.datasets import make_classification
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GroupShuffleSplit, train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier


@experiment("MLS101", "accuracy")
def trained_on_test_rows_too(seed: int) -> Pair:
    """A forest is fitted on all rows, a third of whose labels are drawn at random, and tested on a part of them."""
    X, y = make_classification(600, 10, flip_y=0.35, random_state=seed)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    honest = RandomForestClassifier(50, random_state=seed).fit(X_train, y_train).score(X_test, y_test)
    return honest, RandomForestClassifier(50, random_state=seed).fit(X, y).score(X_test, y_test)


@experiment("MLS107", "accuracy")
def stopped_when_the_test_score_was_best(seed: int) -> Pair:
    """Boosting stops at the round with the best score on the 100 test rows; honest: on validation rows."""
    X, y = make_classification(400, 10, flip_y=0.35, random_state=seed)
    X_rest, X_test, y_rest, y_test = train_test_split(X, y, test_size=100, random_state=seed)
    X_train, X_val, y_train, y_val = train_test_split(X_rest, y_rest, test_size=100, random_state=seed)
    model = GradientBoostingClassifier(n_estimators=150, random_state=seed).fit(X_train, y_train)
    watched = [accuracy_score(y_val, labels) for labels in model.staged_predict(X_val)]
    tested = [accuracy_score(y_test, labels) for labels in model.staged_predict(X_test)]
    return tested[int(np.argmax(watched))], max(tested)


@experiment("MLS108", "accuracy")
def best_of_many_models_on_test(seed: int) -> Pair:
    """Of 100 trees on labels of pure noise the one with the best score on 100 test rows is kept; the truth is 0.5."""
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(400, 10)), rng.integers(0, 2, size=400)
    X_rest, X_test, y_rest, y_test = train_test_split(X, y, test_size=100, random_state=seed)
    X_train, X_val, y_train, y_val = train_test_split(X_rest, y_rest, test_size=100, random_state=seed)
    trees = [DecisionTreeClassifier(max_features=1, random_state=i).fit(X_train, y_train) for i in range(100)]
    watched = [tree.score(X_val, y_val) for tree in trees]
    tested = [tree.score(X_test, y_test) for tree in trees]
    return tested[int(np.argmax(watched))], max(tested)


@experiment("MLS108", "F1")
def threshold_chosen_on_test(seed: int) -> Pair:
    """The threshold with the best F1 on the 100 test rows is kept; honest: the best on validation rows."""
    X, y = make_classification(400, 10, weights=[0.85], class_sep=0.7, flip_y=0.1, random_state=seed)
    X_rest, X_test, y_rest, y_test = train_test_split(X, y, test_size=100, stratify=y, random_state=seed)
    X_train, X_val, y_train, y_val = train_test_split(X_rest, y_rest, test_size=100, stratify=y_rest, random_state=seed)
    model = LogisticRegression().fit(X_train, y_train)
    chance, thresholds = model.predict_proba(X_test)[:, 1], np.linspace(0.05, 0.95, 91)
    watched = [f1_score(y_val, model.predict_proba(X_val)[:, 1] > t, zero_division=0) for t in thresholds]
    tested = [f1_score(y_test, chance > t, zero_division=0) for t in thresholds]
    return tested[int(np.argmax(watched))], max(tested)


@experiment("MLS115", "R²")
def random_split_of_a_series(seed: int) -> Pair:
    """A random walk is guessed from the date after a random split; honest: the last quarter is held out."""
    day = np.arange(1000).reshape(-1, 1)
    price = np.random.default_rng(seed).normal(size=1000).cumsum()
    X_train, X_test, y_train, y_test = train_test_split(day, price, random_state=seed)
    leaky = RandomForestRegressor(50, random_state=seed).fit(X_train, y_train).score(X_test, y_test)
    return RandomForestRegressor(50, random_state=seed).fit(day[:750], price[:750]).score(day[750:], price[750:]), leaky


@experiment("MLS117", "accuracy")
def groups_on_both_sides(seed: int) -> Pair:
    """Ten records each of 60 patients, whose diagnosis has nothing to do with the features; the truth is 0.5."""
    rng = np.random.default_rng(seed)
    patient = np.repeat(np.arange(60), 10)
    X = rng.normal(size=(60, 5))[patient] + 0.3 * rng.normal(size=(600, 5))
    y = rng.integers(0, 2, size=60)[patient]
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    leaky = RandomForestClassifier(50, random_state=seed).fit(X_train, y_train).score(X_test, y_test)
    train, test = next(GroupShuffleSplit(1, test_size=0.25, random_state=seed).split(X, y, groups=patient))
    return RandomForestClassifier(50, random_state=seed).fit(X[train], y[train]).score(X[test], y[test]), leaky


@experiment("MLS119", "accuracy")
def duplicates_on_both_sides(seed: int) -> Pair:
    """Half of the rows are there twice, and the nearest neighbour decides; honest: duplicates dropped first."""
    X, y = make_classification(600, 10, flip_y=0.35, random_state=seed)
    twice_X, twice_y = np.r_[X, X[:300]], np.r_[y, y[:300]]
    A_train, A_test, a_train, a_test = train_test_split(twice_X, twice_y, random_state=seed)
    leaky = KNeighborsClassifier(1).fit(A_train, a_train).score(A_test, a_test)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    return KNeighborsClassifier(1).fit(X_train, y_train).score(X_test, y_test), leaky
