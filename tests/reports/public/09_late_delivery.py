# source: DataTalksClub/machine-learning-zoomcamp PR 712 (the DataCo late-delivery trap)
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split

orders = pd.read_csv("supply_chain_orders.csv", encoding="latin-1")
orders["late"] = (orders["days_for_shipping_real"] > orders["days_for_shipment_scheduled"]).astype(int)

numeric = [
    "days_for_shipping_real",
    "days_for_shipment_scheduled",
    "order_item_quantity",
    "order_item_discount_rate",
    "sales_per_customer",
]
X = orders[numeric]  # expect: MLS113
y = orders["late"]

X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=11, stratify=y)
prior = DummyClassifier().fit(X_train, y_train)
print(classification_report(y_test, prior.predict(X_test), zero_division=0))
forest = RandomForestClassifier(n_estimators=200, random_state=11)
forest.fit(X_train, y_train)
print(classification_report(y_test, forest.predict(X_test)))
