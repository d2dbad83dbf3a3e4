# source: pycaret/pycaret#1874, as it should be
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.pipeline import make_pipeline


def setup(data, target):
    return data.drop(columns=[target]), data[target]


def compare_models(X, y, folds, n_features):
    models = {
        "dummy": DummyClassifier(),
        "lr": make_pipeline(SelectKBest(f_classif, k=n_features), LogisticRegression(max_iter=2000)),
        "lr_strong": make_pipeline(SelectKBest(f_classif, k=n_features), LogisticRegression(C=0.01, max_iter=2000)),
    }
    for name, model in models.items():
        scores = cross_val_score(model, X, y, cv=folds, scoring="roc_auc")
        print(f"{name}: {scores.mean():.3f} +- {scores.std():.3f}")


expression = pd.read_csv("expression.csv")
X, y = setup(expression, target="relapse")
compare_models(X, y, StratifiedKFold(10, shuffle=True, random_state=123), n_features=40)
