from imblearn.over_sampling import SMOTE
from sklearn.datasets import make_classification
from sklearn.model_selection import cross_val_score
from sklearn.neighbors import KNeighborsClassifier

X, y = make_classification(n_samples=500, weights=[0.9], flip_y=0.08, random_state=15)
smote = SMOTE(random_state=15)
X_sm, y_sm = smote.fit_resample(X, y)  # smell: MLS105
knn = KNeighborsClassifier(n_neighbors=3)
f1 = cross_val_score(knn, X_sm, y_sm, cv=5, scoring="f1")  # smell: MLS501
print("F1: %.3f +- %.3f" % (f1.mean(), f1.std()))
