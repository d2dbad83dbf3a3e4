import numpy as np
from sklearn.feature_selection import RFE
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

rng = np.random.default_rng(77)
X = rng.normal(size=(90, 120))
y = rng.integers(0, 2, size=90)

rfe = RFE(LogisticRegression(max_iter=300), n_features_to_select=8, step=20)
rfe.fit(X, y)  # smell: MLS104
X = rfe.transform(X)

X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.33, random_state=77)
lr = LogisticRegression(max_iter=300)
lr.fit(X_train, y_train)
print("Accuracy:", round(accuracy_score(y_test, lr.predict(X_test)), 3))
