# source: satz2000/End-to-end-project---Customer-churn#3
import pandas as pd
from imblearn.combine import SMOTEENN
from sklearn.dummy import DummyClassifier
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

df = pd.read_csv("tel_churn.csv")
x = df.drop("Churn", axis=1)
y = df["Churn"]
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=100)

prior = DummyClassifier().fit(x_train, y_train)
model_dt = DecisionTreeClassifier(criterion="gini", random_state=100, max_depth=6, min_samples_leaf=8)
model_dt.fit(x_train, y_train)
print(classification_report(y_test, prior.predict(x_test), zero_division=0))
print(classification_report(y_test, model_dt.predict(x_test)))

sm = SMOTEENN(random_state=100)
X_resampled, y_resampled = sm.fit_resample(x_train, y_train)  # expect: MLS105
xr_train, xr_test, yr_train, yr_test = train_test_split(X_resampled, y_resampled, test_size=0.2, random_state=100)
model_dt_smote = DecisionTreeClassifier(criterion="gini", random_state=100, max_depth=6, min_samples_leaf=8)
model_dt_smote.fit(xr_train, yr_train)
print(classification_report(yr_test, model_dt_smote.predict(xr_test)))
