import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import OneHotEncoder, StandardScaler

rng = np.random.default_rng(23)
people = pd.DataFrame({
    "age": rng.integers(18, 80, 500),
    "income": rng.lognormal(10, 0.5, 500),
    "job": rng.choice(["cook", "clerk", "coder", "coach"], 500),
})
people["default"] = ((people["income"] < 20000) & (rng.random(500) < 0.6)).astype(int)
people.to_csv("loans.csv", index=False)

df = pd.read_csv("loans.csv")
X = df.drop(columns=["default"])
y = df["default"]
ct = ColumnTransformer([
    ("num", StandardScaler(), ["age", "income"]),
    ("cat", OneHotEncoder(handle_unknown="ignore"), ["job"]),
])
X_prepared = ct.fit_transform(X)  # smell: MLS103
X_train, X_test, y_train, y_test = train_test_split(X_prepared, y, test_size=0.2, random_state=23)
lr = LogisticRegression(class_weight="balanced", max_iter=500)
lr.fit(X_train, y_train)
print("balanced accuracy: %.3f" % balanced_accuracy_score(y_test, lr.predict(X_test)))
