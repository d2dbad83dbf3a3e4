# source: pycaret/pycaret#1874
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score


def setup(data, target, n_features):
    X, y = data.drop(columns=[target]), data[target]
    selector = SelectKBest(f_classif, k=n_features)
    X_selected = selector.fit_transform(X, y)  # expect: MLS104
    print("kept", list(X.columns[selector.get_support()]))
    return X_selected, y


def compare_models(X, y, folds):
    models = {
        "dummy": DummyClassifier(),
        "lr": LogisticRegression(max_iter=2000),
        "lr_strong": LogisticRegression(C=0.01, max_iter=2000),
    }
    for name, model in models.items():
        scores = cross_val_score(model, X, y, cv=folds, scoring="roc_auc")
        print(f"{name}: {scores.mean():.3f} +- {scores.std():.3f}")


expression = pd.read_csv("expression.csv")
X, y = setup(expression, target="relapse", n_features=40)
compare_models(X, y, StratifiedKFold(10, shuffle=True, random_state=123))
