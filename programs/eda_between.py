"""Fills first, looks at what was filled, and splits at the end: a fit cannot sink here."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

SEED = 11
rng = np.random.default_rng(SEED)
n = 180
made = pd.DataFrame({
    "age": rng.normal(40, 12, n),
    "fare": rng.lognormal(3, 1, n),
    "port": rng.choice(["S", "C", "Q"], n, p=[0.7, 0.2, 0.1]),
})
made["survived"] = (made["age"] + 10 * rng.normal(size=n) < 38).astype(int)
made.loc[rng.random(n) < 0.2, "age"] = np.nan
made.loc[rng.random(n) < 0.1, "fare"] = np.nan
made.loc[rng.random(n) < 0.05, "port"] = np.nan

made.to_csv("ship.csv", index=False)

df = pd.read_csv("ship.csv")
# what is missing
print(df.isnull().sum().to_dict())
df["age"] = df["age"].fillna(df["age"].mean())  # smell: MLS103
df["fare"] = df["fare"].fillna(df["fare"].median())  # smell: MLS103
df["port"] = df["port"].fillna(df["port"].mode()[0])  # smell: MLS103

df["old"] = df["age"] > 60
by_port = df.groupby("port")["fare"].mean()
print("most is paid in", by_port.idxmax())
df = pd.get_dummies(df, columns=["port"])

X = df.drop("survived", axis=1).values.astype(float)
y = df["survived"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=SEED, stratify=y)
model = LogisticRegression(max_iter=2000).fit(X_train, y_train)
print("accuracy", round(accuracy_score(y_test, model.predict(X_test)), 4))
