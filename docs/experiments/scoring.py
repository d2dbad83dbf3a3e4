"""Mistakes in how a model is scored."""

from __future__ import annotations

from experiment import Pair, experiment
from sklearn.datasets import make_classification
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, balanced_accuracy_score, precision_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier


@experiment("MLS504", "accuracy")
def scored_on_training_rows(seed: int) -> Pair:
    """A tree is scored on the rows it was trained on."""
    X, y = make_classification(600, 10, flip_y=0.35, random_state=seed)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    tree = DecisionTreeClassifier(random_state=seed).fit(X_train, y_train)
    return tree.score(X_test, y_test), tree.score(X_train, y_train)


@experiment("MLS505", "precision")
def swapped_arguments(seed: int) -> Pair:
    """The precision for a rare class, with labels and predictions exchanged: what is printed is the recall."""
    X, y = make_classification(1000, 20, weights=[0.9], class_sep=0.5, random_state=seed)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    guess = LogisticRegression(class_weight="balanced").fit(X_train, y_train).predict(X_test)
    return precision_score(y_test, guess), precision_score(guess, y_test)


@experiment("MLS506", "ROC AUC")
def labels_instead_of_scores(seed: int) -> Pair:
    """The area under the ROC curve of hard labels instead of probabilities."""
    X, y = make_classification(1000, 20, weights=[0.9], class_sep=0.5, random_state=seed)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    model = LogisticRegression().fit(X_train, y_train)
    honest = roc_auc_score(y_test, model.predict_proba(X_test)[:, 1])
    return honest, roc_auc_score(y_test, model.predict(X_test))


@experiment("MLS508", "accuracy (honest: balanced)")
def accuracy_of_a_rare_class(seed: int) -> Pair:
    """A model that always says no, where one row in twenty is a yes."""
    X, y = make_classification(1000, 20, weights=[0.95], random_state=seed)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    guess = DummyClassifier().fit(X_train, y_train).predict(X_test)
    return balanced_accuracy_score(y_test, guess), accuracy_score(y_test, guess)
