import numpy as np
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.feature_selection import SelectKBest, chi2
from sklearn.metrics import accuracy_score
from sklearn.model_selection import StratifiedKFold

rng = np.random.RandomState(7)
X = rng.randint(0, 5, size=(120, 800))
y = rng.randint(0, 2, size=120)


def evaluate():
    selector = SelectKBest(chi2, k=25)
    X_top = selector.fit_transform(X, y)  # smell: MLS104
    print(X_top.shape)
    skf = StratifiedKFold(n_splits=3, shuffle=True, random_state=7)
    result = []
    for train, test in skf.split(X_top, y):
        X_train = X_top[train]
        X_test = X_top[test]
        y_train = y[train]
        y_test = y[test]
        trees = ExtraTreesClassifier(n_estimators=30, random_state=7)
        trees.fit(X_train, y_train)
        result.append(accuracy_score(y_test, trees.predict(X_test)))
    return np.array(result)


accs = evaluate()
print("accuracy: %.3f (%.3f)" % (accs.mean(), accs.std()))
