import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

rng = np.random.default_rng(30)
made = pd.DataFrame({"age": rng.normal(40, 15, 300).round(), "fare": rng.gamma(2, 20, 300), "deck": rng.integers(0, 4, 300)})
made["survived"] = (made["fare"] / 40 - made["age"] / 60 + rng.normal(0, 0.5, 300) > 0).astype(int)
made.loc[rng.choice(300, 60, replace=False), "age"] = np.nan
made.to_csv("passengers.csv", index=False)

df = pd.read_csv("passengers.csv")
df["age"] = df["age"].fillna(df["age"].median())  # smell: MLS103
df["deck"] = df["deck"].astype(float)
X = df[["age", "fare", "deck"]]
y = df["survived"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=30)
clf = LogisticRegression(max_iter=1000)
clf.fit(X_train, y_train)
print("accuracy:", accuracy_score(y_test, clf.predict(X_test)))
