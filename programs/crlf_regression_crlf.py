import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler

rng = np.random.default_rng(2)
cars = pd.DataFrame({"km": rng.gamma(3, 30000, 280), "age": rng.integers(0, 15, 280)})
cars["price"] = 30000 - cars["km"] * 0.05 - cars["age"] * 900 + rng.normal(0, 900, 280)
cars.to_csv("cars.csv", index=False)

cars = pd.read_csv("cars.csv")
# scale both columns to 0 ... 1
cars[["km", "age"]] = MinMaxScaler().fit_transform(cars[["km", "age"]])  # smell: MLS103
X = cars[["km", "age"]]
y = cars["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3)  # smell: MLS201
forest = RandomForestRegressor(n_estimators=30)
forest.fit(X_train, y_train)  # smell: MLS501
print("MAE", mean_absolute_error(y_test, forest.predict(X_test)) < 5000)
