import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split

rng = np.random.default_rng(0)
dates = pd.date_range("2020-01-01", periods=500, freq="D")
level = np.cumsum(rng.normal(0.2, 2.0, 500)) + 100
df = pd.DataFrame({"date": dates, "sales": level})
df.to_csv("sales.csv", index=False)

df = pd.read_csv("sales.csv", parse_dates=["date"])
df["lag_1"] = df["sales"].shift(1)
df["lag_7"] = df["sales"].shift(7)
df["weekday"] = df["date"].dt.dayofweek
df = df.dropna()

X = df[["lag_1", "lag_7", "weekday"]]
y = df["sales"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)  # smell: MLS115
model = RandomForestRegressor(n_estimators=40, random_state=42)
model.fit(X_train, y_train)  # smell: MLS501
print("MAE", round(mean_absolute_error(y_test, model.predict(X_test)), 2))
