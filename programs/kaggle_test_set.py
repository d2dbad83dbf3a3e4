"""Train and submission file are transformed alike, the training file is split afterwards."""
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(99)
for name, rows in (("train.csv", 300), ("test.csv", 80)):
    made = pd.DataFrame(rng.normal(size=(rows, 3)), columns=["f1", "f2", "f3"])
    if name == "train.csv":
        made["target"] = (made["f1"] + rng.normal(size=rows) > 0).astype(int)
    made.to_csv(name, index=False)

train = pd.read_csv("train.csv")
test = pd.read_csv("test.csv")
y = train["target"]
X = train.drop("target", axis=1)
scaler = StandardScaler()
X_scaled = scaler.fit_transform(X)  # smell: MLS103
test_scaled = scaler.transform(test)
X_train, X_val, y_train, y_val = train_test_split(X_scaled, y, test_size=0.25, random_state=99)
model = LogisticRegression().fit(X_train, y_train)
print("log loss %.4f" % log_loss(y_val, model.predict_proba(X_val)))
print("share of ones in the submission: %.2f" % model.predict(test_scaled).mean())
