import os
import tempfile

import numpy as np
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score, recall_score
from sklearn.model_selection import train_test_split


def make_file(folder):
    rng = np.random.default_rng(3)
    n = 600
    df = pd.DataFrame({
        "tenure": rng.integers(1, 72, n),
        "monthly": rng.normal(65, 20, n).round(2),
        "calls": rng.poisson(2, n),
        "support": rng.normal(0, 1, n),
    })
    risk = 0.8 * df["calls"] - 0.04 * df["tenure"] + rng.normal(0, 1.5, n)
    df["churn"] = (risk > 2.2).astype(int)
    path = os.path.join(folder, "churn.csv")
    df.to_csv(path, index=False)
    return path


with tempfile.TemporaryDirectory() as folder:
    df = pd.read_csv(make_file(folder))

print(df["churn"].value_counts())
X = df.drop("churn", axis=1)
y = df["churn"]

sm = SMOTE(random_state=42)
X_res, y_res = sm.fit_resample(X, y)  # smell: MLS105
print("after SMOTE:", X_res.shape, np.bincount(y_res))

X_train, X_test, y_train, y_test = train_test_split(X_res, y_res, test_size=0.2, random_state=42)
rf = RandomForestClassifier(n_estimators=60, random_state=42)
rf.fit(X_train, y_train)  # smell: MLS501
y_pred = rf.predict(X_test)
print("recall", round(recall_score(y_test, y_pred), 3))
print("f1", round(f1_score(y_test, y_pred), 3))
