import numpy as np
import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(21)
X = rng.normal(size=(300, 6))
y = (X[:, 0] + 0.5 * X[:, 1] + rng.normal(scale=0.8, size=300) > 0).astype(int)
X[rng.random(X.shape) < 0.15] = np.nan

imputer = SimpleImputer(strategy="median")
X = imputer.fit_transform(X)  # smell: MLS103
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=21)

pipe = Pipeline([
    ("scale", StandardScaler()),
    ("model", LogisticRegression()),
])
pipe.fit(X_train, y_train)
print("accuracy = %.3f" % pipe.score(X_test, y_test))
