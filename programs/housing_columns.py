import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import Lasso
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(17)
n = 400
df = pd.DataFrame({
    "rooms": rng.integers(1, 7, n),
    "area": rng.normal(80, 25, n),
    "age": rng.integers(0, 90, n),
    "city": rng.choice(["north", "south", "east"], n),
})
df["price"] = df["area"] * 2.1 + df["rooms"] * 9 - df["age"] * 0.4 + rng.normal(0, 12, n)

df.to_csv("flats.csv", index=False)

df = pd.read_csv("flats.csv")
num_cols = ["rooms", "area", "age"]
scaler = StandardScaler()
df[num_cols] = scaler.fit_transform(df[num_cols])  # smell: MLS103
df["city"] = df["city"].map({"north": 0, "south": 1, "east": 2})

X = df.drop(columns=["price"])
y = df["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=17)

for reg in (Lasso(alpha=0.1), RandomForestRegressor(n_estimators=30, random_state=17)):
    reg.fit(X_train, y_train)
    print(type(reg).__name__, "R2 = %.3f" % r2_score(y_test, reg.predict(X_test)))
