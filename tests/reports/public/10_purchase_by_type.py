# source: https://resources.devweekends.com/courses/ml-mastery/23-common-mistakes (mistake 5)
import pandas as pd
from sklearn.dummy import DummyRegressor
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split

visits = pd.read_csv("visits.csv")
visits["avg_purchase_by_type"] = visits.groupby("customer_type")["purchase"].transform("mean")  # expect: MLS113
visits["pages_per_minute"] = visits["pages"] / visits["minutes"].clip(lower=1)

features = ["avg_purchase_by_type", "pages_per_minute", "basket_items", "returning"]
X_train, X_test, y_train, y_test = train_test_split(
    visits[features], visits["purchase"], test_size=0.25, random_state=8
)
model = GradientBoostingRegressor(random_state=8).fit(X_train, y_train)
mean_only = DummyRegressor().fit(X_train, y_train)
print("mean only", mean_absolute_error(y_test, mean_only.predict(X_test)))
print("boosting", mean_absolute_error(y_test, model.predict(X_test)))
