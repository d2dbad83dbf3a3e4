import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import f1_score
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

X, y = load_breast_cancer(return_X_y=True)
scaler = StandardScaler()
X_scaled = scaler.fit_transform(X)  # smell: MLS106

kf = KFold(n_splits=4, shuffle=True, random_state=0)
scores = []
for fold, (train_index, test_index) in enumerate(kf.split(X_scaled)):
    X_train, X_test = X_scaled[train_index], X_scaled[test_index]
    y_train, y_test = y[train_index], y[test_index]
    clf = LinearSVC(random_state=0, max_iter=5000)
    clf.fit(X_train, y_train)
    scores.append(f1_score(y_test, clf.predict(X_test)))
    print("fold %d: %.4f" % (fold, scores[-1]))
print("mean: %.4f +- %.4f" % (np.mean(scores), np.std(scores)))
