import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

rng = np.random.default_rng(2)
df = pd.DataFrame({"id": range(200), "x": rng.normal(size=200), "z": rng.normal(size=200)})
df["y"] = (df["x"] + rng.normal(scale=0.5, size=200) > 0).astype(int)
df.loc[:4, "z"] = np.nan

df.drop("id", axis=1)  # smell: MLS317
df["z"].fillna(0)  # smell: MLS317
df = df[df["z"].notna()]
missing = df[df["x"] == np.nan]  # smell: MLS318
print("missing:", len(missing))

X = df[["x", "z"]]
y = df["y"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2)  # smell: MLS201
print("accuracy", LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
