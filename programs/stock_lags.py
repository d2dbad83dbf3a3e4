"""Tomorrow's price from the last days."""
import numpy as np
import pandas as pd
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(7)
days = pd.bdate_range("2021-01-04", periods=400)
pd.DataFrame({"Date": days, "Close": 50 + np.cumsum(rng.normal(0, 1, 400))}).to_csv("stock.csv", index=False)

df = pd.read_csv("stock.csv", parse_dates=["Date"], index_col="Date")
for lag in (1, 2, 3):
    df[f"lag{lag}"] = df["Close"].shift(lag)
df["mean5"] = df["Close"].rolling(5).mean().shift(1)
df = df.dropna()
X = df[["lag1", "lag2", "lag3", "mean5"]]
y = df["Close"]
scaler = StandardScaler()
X = scaler.fit_transform(X)  # smell: MLS103
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=7)  # smell: MLS115
trees = ExtraTreesRegressor(n_estimators=40, random_state=7)
trees.fit(X_train, y_train)  # smell: MLS501
pred = trees.predict(X_test)
print(f"MAE {mean_absolute_error(y_test, pred):.3f}  R2 {r2_score(y_test, pred):.3f}")
