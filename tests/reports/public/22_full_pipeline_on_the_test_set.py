# source: ageron/handson-ml#199
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import StratifiedShuffleSplit
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

housing = pd.read_csv("housing.csv")
housing["income_cat"] = np.ceil(housing["median_income"] / 1.5).clip(upper=5)
split = StratifiedShuffleSplit(n_splits=1, test_size=0.2, random_state=42)
for train_index, test_index in split.split(housing, housing["income_cat"]):
    train_set, test_set = housing.iloc[train_index], housing.iloc[test_index]

num_attribs = ["longitude", "latitude", "housing_median_age", "total_rooms", "median_income"]
num_pipeline = Pipeline([("imputer", SimpleImputer(strategy="median")), ("std_scaler", StandardScaler())])
full_pipeline = ColumnTransformer(
    [("num", num_pipeline, num_attribs), ("cat", OneHotEncoder(handle_unknown="ignore"), ["ocean_proximity"])]
)

housing_prepared = full_pipeline.fit_transform(train_set)
lin_reg = LinearRegression().fit(housing_prepared, train_set["median_house_value"])
mean_only = DummyRegressor().fit(housing_prepared, train_set["median_house_value"])

X_test_prepared = full_pipeline.fit_transform(test_set)  # expect: MLS102
final_predictions = lin_reg.predict(X_test_prepared)
print("mean", root_mean_squared_error(test_set["median_house_value"], mean_only.predict(X_test_prepared)))
print("linear", root_mean_squared_error(test_set["median_house_value"], final_predictions))
