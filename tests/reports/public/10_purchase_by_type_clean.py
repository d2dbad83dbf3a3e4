# source: https://resources.devweekends.com/courses/ml-mastery/23-common-mistakes (mistake 5), as it should be
import pandas as pd
from sklearn.dummy import DummyRegressor
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split

visits = pd.read_csv("visits.csv")
visits["pages_per_minute"] = visits["pages"] / visits["minutes"].clip(lower=1)
visits["visits_of_type"] = visits.groupby("customer_type")["pages"].transform("count")

features = ["pages_per_minute", "basket_items", "returning", "visits_of_type"]
train, test = train_test_split(visits, test_size=0.25, random_state=8)
model = GradientBoostingRegressor(random_state=8).fit(train[features], train["purchase"])
mean_only = DummyRegressor().fit(train[features], train["purchase"])
print("mean only", mean_absolute_error(test["purchase"], mean_only.predict(test[features])))
print("boosting", mean_absolute_error(test["purchase"], model.predict(test[features])))
