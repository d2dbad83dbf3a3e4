"""Mistakes in what is done to the rows before a model sees them."""

from __future__ import annotations

import numpy as np
from experiment import Pair, experiment
from imblearn.over_sampling import SMOTE, RandomOverSampler
from sklearn.datasets import load_breast_cancer, make_classification
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_selection import SelectKBest
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_score, train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def noise(seed: int, rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Numbers without any relation to the labels."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(rows, columns)), rng.integers(0, 2, size=rows)


def folds(seed: int) -> StratifiedKFold:
    return StratifiedKFold(5, shuffle=True, random_state=seed)


@experiment("MLS102", "accuracy")
def scaler_fitted_again_on_drifted_rows(seed: int) -> Pair:
    """The test rows have drifted by two standard deviations, and a scaler fitted again on them hides it."""
    X, y = make_classification(1000, 10, n_informative=5, random_state=seed)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    X_test = X_test + 2 * X_train.std(axis=0)
    scaler = StandardScaler().fit(X_train)
    model = LogisticRegression().fit(scaler.transform(X_train), y_train)
    honest = model.score(scaler.transform(X_test), y_test)
    return honest, model.score(StandardScaler().fit_transform(X_test), y_test)


@experiment("MLS102", "accuracy")
def scaler_fitted_again_on_another_mix(seed: int) -> Pair:
    """The positive class is rare in the test part, and a scaler fitted again on it moves the boundary."""
    X, y = make_classification(2000, 10, n_informative=5, random_state=seed)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    rare = np.r_[np.flatnonzero(y_test == 0), np.flatnonzero(y_test == 1)[:25]]
    X_test, y_test = X_test[rare], y_test[rare]
    scaler = StandardScaler().fit(X_train)
    model = LogisticRegression().fit(scaler.transform(X_train), y_train)
    honest = model.score(scaler.transform(X_test), y_test)
    return honest, model.score(StandardScaler().fit_transform(X_test), y_test)


@experiment("MLS103", "accuracy")
def scaler_before_the_split(seed: int) -> Pair:
    """A scaler learns from all rows, then five neighbours vote; honest: inside a Pipeline."""
    X, y = load_breast_cancer(return_X_y=True)
    scaled = StandardScaler().fit_transform(X)
    A_train, A_test, y_train, y_test = train_test_split(scaled, y, random_state=seed)
    leaky = KNeighborsClassifier().fit(A_train, y_train).score(A_test, y_test)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    honest = make_pipeline(StandardScaler(), KNeighborsClassifier()).fit(X_train, y_train).score(X_test, y_test)
    return honest, leaky


@experiment("MLS103", "accuracy")
def imputer_before_the_split(seed: int) -> Pair:
    """A fifth of all cells is missing and filled with the means of all rows; honest: inside a Pipeline."""
    X, y = load_breast_cancer(return_X_y=True)
    X[np.random.default_rng(seed).random(X.shape) < 0.2] = np.nan
    filled = SimpleImputer().fit_transform(X)
    A_train, A_test, y_train, y_test = train_test_split(filled, y, random_state=seed)
    leaky = RandomForestClassifier(50, random_state=seed).fit(A_train, y_train).score(A_test, y_test)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    model = make_pipeline(SimpleImputer(), RandomForestClassifier(50, random_state=seed))
    return model.fit(X_train, y_train).score(X_test, y_test), leaky


@experiment("MLS104", "accuracy")
def features_chosen_before_the_split(seed: int) -> Pair:
    """The 20 best of 1000 columns of noise are chosen with the labels of all 100 rows; the truth is 0.5."""
    X, y = noise(seed, 100, 1000)
    chosen = SelectKBest(k=20).fit_transform(X, y)
    leaky = cross_val_score(LogisticRegression(), chosen, y, cv=folds(seed)).mean()
    pipeline = make_pipeline(SelectKBest(k=20), LogisticRegression())
    return cross_val_score(pipeline, X, y, cv=folds(seed)).mean(), leaky


@experiment("MLS105", "ROC AUC")
def copies_made_before_the_split(seed: int) -> Pair:
    """The rows of a class of one row in ten are copied up to the size of the other, then the rows are split."""
    X, y = make_classification(1000, 20, weights=[0.9], class_sep=0.5, random_state=seed)
    more_X, more_y = RandomOverSampler(random_state=seed).fit_resample(X, y)
    A_train, A_test, a_train, a_test = train_test_split(more_X, more_y, random_state=seed)
    forest = RandomForestClassifier(50, random_state=seed).fit(A_train, a_train)
    leaky = roc_auc_score(a_test, forest.predict_proba(A_test)[:, 1])
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    X_train, y_train = RandomOverSampler(random_state=seed).fit_resample(X_train, y_train)
    forest = RandomForestClassifier(50, random_state=seed).fit(X_train, y_train)
    return roc_auc_score(y_test, forest.predict_proba(X_test)[:, 1]), leaky


@experiment("MLS105", "ROC AUC")
def smote_before_the_split(seed: int) -> Pair:
    """SMOTE invents rows of a class of one row in ten, between neighbours that are then split apart."""
    X, y = make_classification(1000, 20, weights=[0.9], class_sep=0.5, random_state=seed)
    more_X, more_y = SMOTE(random_state=seed).fit_resample(X, y)
    A_train, A_test, a_train, a_test = train_test_split(more_X, more_y, random_state=seed)
    forest = RandomForestClassifier(50, random_state=seed).fit(A_train, a_train)
    leaky = roc_auc_score(a_test, forest.predict_proba(A_test)[:, 1])
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    X_train, y_train = SMOTE(random_state=seed).fit_resample(X_train, y_train)
    forest = RandomForestClassifier(50, random_state=seed).fit(X_train, y_train)
    return roc_auc_score(y_test, forest.predict_proba(X_test)[:, 1]), leaky


@experiment("MLS106", "accuracy")
def components_outside_cross_validation(seed: int) -> Pair:
    """Ten principal components of 60 rows with 500 columns are found with the rows of all folds."""
    X, y = make_classification(60, 500, n_informative=20, n_redundant=0, class_sep=2, random_state=seed)
    reduced = PCA(10, random_state=seed).fit_transform(X)
    leaky = cross_val_score(LinearDiscriminantAnalysis(), reduced, y, cv=folds(seed)).mean()
    pipeline = make_pipeline(PCA(10, random_state=seed), LinearDiscriminantAnalysis())
    return cross_val_score(pipeline, X, y, cv=folds(seed)).mean(), leaky


@experiment("MLS112", "accuracy")
def target_left_in(seed: int) -> Pair:
    """The target is one of the features; a third of the labels are drawn at random, so that no model can know them."""
    X, y = make_classification(600, 10, flip_y=0.35, random_state=seed)
    everything = np.column_stack([X, y])
    A_train, A_test, a_train, a_test = train_test_split(everything, y, random_state=seed)
    leaky = RandomForestClassifier(50, random_state=seed).fit(A_train, a_train).score(A_test, a_test)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    forest = RandomForestClassifier(50, random_state=seed).fit(X_train, y_train)
    return accuracy_score(y_test, forest.predict(X_test)), leaky


def means(category: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The mean label of each of 300 categories; that of all rows where a category has none."""
    count = np.bincount(category, minlength=300)
    total = np.bincount(category, weights=y, minlength=300)
    return np.where(count > 0, total / np.maximum(count, 1), y.mean())


@experiment("MLS113", "ROC AUC")
def target_means_of_all_rows(seed: int) -> Pair:
    """A column of 300 categories without meaning becomes the mean target of all 1000 rows; the truth is 0.5."""
    rng = np.random.default_rng(seed)
    shop, y = rng.integers(0, 300, size=1000), rng.integers(0, 2, size=1000)
    encoded = means(shop, y)[shop].reshape(-1, 1)
    A_train, A_test, a_train, a_test = train_test_split(encoded, y, random_state=seed)
    leaky = roc_auc_score(a_test, LogisticRegression().fit(A_train, a_train).predict_proba(A_test)[:, 1])
    s_train, s_test, y_train, y_test = train_test_split(shop, y, random_state=seed)
    learned = means(s_train, y_train)
    model = LogisticRegression().fit(learned[s_train].reshape(-1, 1), y_train)
    return roc_auc_score(y_test, model.predict_proba(learned[s_test].reshape(-1, 1))[:, 1]), leaky
