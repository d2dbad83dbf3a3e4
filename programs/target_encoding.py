import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import TargetEncoder

rng = np.random.default_rng(18)
made = pd.DataFrame({"street": rng.integers(0, 150, 400).astype(str), "rooms": rng.integers(1, 6, 400)})
made["sold"] = rng.integers(0, 2, 400)
made.to_csv("streets.csv", index=False)

df = pd.read_csv("streets.csv", dtype={"street": str})
X = df[["street", "rooms"]]
y = df["sold"]
encoder = TargetEncoder(random_state=18)
X = encoder.fit_transform(X, y)  # smell: MLS104
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=18)
model = LogisticRegression().fit(X_train, y_train)
print("AUC", round(roc_auc_score(y_test, model.predict_proba(X_test)[:, 1]), 3))
