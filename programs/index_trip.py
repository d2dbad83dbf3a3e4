import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

rng = np.random.default_rng(0)
raw = pd.DataFrame({"x": rng.normal(size=120)})
raw["y"] = raw["x"] * 3 + rng.normal(size=120)
raw.to_csv("raw.csv")
df = pd.read_csv("raw.csv")
df["x"].replace(0, 1)  # smell: MLS317
df.sort_values("x")  # smell: MLS317
X = df[["x"]]
X_train, X_test, y_train, y_test = train_test_split(X, df["y"], test_size=0.2)  # smell: MLS201
print("R2", LinearRegression().fit(X_train, y_train).score(X_test, y_test))
