import numpy as np
import pandas as pd
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.impute import SimpleImputer
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import PowerTransformer

rng = np.random.default_rng(44)
frame = pd.DataFrame(rng.gamma(2.0, 3.0, size=(350, 4)), columns=["a", "b", "c", "d"])
frame["y"] = np.log1p(frame["a"]) * 4 + frame["b"] + rng.normal(size=350)
frame = frame.mask(rng.random(frame.shape) < 0.06)
frame.to_csv("gaps.csv", index=False)

data = pd.read_csv("gaps.csv").dropna(subset=["y"])
y = data["y"]
X = data.drop(columns="y")

imp = SimpleImputer(strategy="mean")
X = imp.fit_transform(X)  # smell: MLS103
pt = PowerTransformer()
X = pt.fit_transform(X)  # smell: MLS103
X_tr, X_te, y_tr, y_te = train_test_split(X, y, test_size=0.2, random_state=44)
gbr = GradientBoostingRegressor(n_estimators=50, random_state=44)
gbr.fit(X_tr, y_tr)  # smell: MLS501
rmse = np.sqrt(mean_squared_error(y_te, gbr.predict(X_te)))
print(f"RMSE: {rmse:.3f}")
