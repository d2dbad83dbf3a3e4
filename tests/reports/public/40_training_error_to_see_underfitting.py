# source: ageron/handson-ml2#254 (the reporter is wrong: the training error is shown beside the cross-validated one)
# expect none
import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import cross_val_score
from sklearn.tree import DecisionTreeRegressor

housing = pd.read_csv("strat_train_set.csv").dropna()
housing_labels = housing["median_house_value"]
housing_prepared = housing.drop(columns=["median_house_value", "ocean_proximity"])

lin_reg = LinearRegression()
lin_reg.fit(housing_prepared, housing_labels)
housing_predictions = lin_reg.predict(housing_prepared)
print("linear, training rmse", root_mean_squared_error(housing_labels, housing_predictions))

tree_reg = DecisionTreeRegressor(random_state=42)
tree_reg.fit(housing_prepared, housing_labels)
housing_predictions = tree_reg.predict(housing_prepared)
print("tree, training rmse", root_mean_squared_error(housing_labels, housing_predictions))

for name, model in {"linear": lin_reg, "tree": tree_reg}.items():
    scores = cross_val_score(model, housing_prepared, housing_labels, scoring="neg_mean_squared_error", cv=10)
    rmse = np.sqrt(-scores)
    print(name, "mean", rmse.mean(), "standard deviation", rmse.std())
