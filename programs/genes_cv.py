import numpy as np
from sklearn.datasets import make_classification
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.model_selection import cross_val_score
from sklearn.svm import SVC

X, y = make_classification(n_samples=90, n_features=1500, n_informative=3, n_redundant=0, flip_y=0.4, random_state=4)
select = SelectKBest(f_classif, k=15)
X_new = select.fit_transform(X, y)  # smell: MLS104
clf = SVC(kernel="linear")
scores = cross_val_score(clf, X_new, y, cv=5)
print("CV accuracy: %0.2f (+/- %0.2f)" % (scores.mean(), scores.std()))
