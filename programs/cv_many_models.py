import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler

X, y = load_breast_cancer(return_X_y=True)
X = StandardScaler().fit_transform(X)  # smell: MLS106
X = PCA(n_components=6).fit_transform(X)  # smell: MLS106

cv = StratifiedKFold(n_splits=4, shuffle=True, random_state=3)
models = [("LR", LogisticRegression()), ("KNN", KNeighborsClassifier()), ("NB", GaussianNB())]
for name, model in models:
    cv_results = cross_val_score(model, X, y, cv=cv, scoring="roc_auc")
    msg = "%s: %f (%f)" % (name, cv_results.mean(), cv_results.std())
    print(msg)
