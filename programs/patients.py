import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

rng = np.random.default_rng(12)
patients = np.repeat(np.arange(40), 10)
base = rng.normal(size=(40, 4))
df = pd.DataFrame(base[patients] + rng.normal(scale=0.1, size=(400, 4)), columns=["hr", "bp", "bmi", "glucose"])
df["patient_id"] = patients
df["sick"] = rng.integers(0, 2, 40)[patients]
df.to_csv("visits.csv", index=False)

df = pd.read_csv("visits.csv")
print(df.groupby("patient_id")["sick"].first().mean())
X = df[["hr", "bp", "bmi", "glucose"]]
y = df["sick"]
groups = df["patient_id"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=12)  # smell: MLS117
clf = RandomForestClassifier(n_estimators=40, random_state=12).fit(X_train, y_train)  # smell: MLS501
print("accuracy", accuracy_score(y_test, clf.predict(X_test)))
