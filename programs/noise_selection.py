"""Few samples, many features, as in gene expression."""
import numpy as np
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

np.random.seed(0)
X = np.random.normal(size=(100, 2000))
y = np.random.randint(0, 2, size=100)

selector = SelectKBest(f_classif, k=20)  # the best genes
X_best = selector.fit_transform(X, y)  # smell: MLS104
X_train, X_test, y_train, y_test = train_test_split(X_best, y, test_size=0.3, random_state=0)

model = LogisticRegression(max_iter=1000).fit(X_train, y_train)
print("accuracy", accuracy_score(y_test, model.predict(X_test)))
