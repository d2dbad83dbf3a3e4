import numpy as np
from sklearn.datasets import load_wine
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier

X, y = load_wine(return_X_y=True)
# z-scores
mu = X.mean(axis=0)  # smell: MLS103
sigma = X.std(axis=0)
X = (X - mu) / sigma
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=6)
knn = KNeighborsClassifier(3).fit(X_train, y_train)
print("accuracy %.4f" % knn.score(X_test, y_test))
