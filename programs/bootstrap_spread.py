import random

import numpy as np
from sklearn.datasets import load_wine
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

X, y = load_wine(return_X_y=True)
rows = list(range(len(X)))
random.shuffle(rows)  # smell: MLS202
X, y = X[rows], y[rows]
scores = []
for rep in range(4):
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3)  # smell: MLS201
    forest = RandomForestClassifier(n_estimators=15)
    forest.fit(X_train, y_train)
    scores.append(forest.score(X_test, y_test))
print("mean %.2f, spread is not zero: %s" % (np.mean(scores), np.std(scores) > 0))
