"""Every patient has several recordings; the folds must not know that."""

import numpy as np
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import balanced_accuracy_score
from sklearn.model_selection import KFold

rng = np.random.default_rng(6)
patient = np.repeat(np.arange(40), 6)
level = rng.normal(size=(40, 5))[patient]
made = pd.DataFrame(level + rng.normal(scale=0.05, size=level.shape), columns=list("abcde"))
made["patient_id"] = patient
made["ill"] = rng.integers(0, 2, 40)[patient]
made.to_csv("recordings.csv", index=False)

df = pd.read_csv("recordings.csv")
print("recordings of a patient", df.groupby("patient_id").size().max())
X = df.drop(columns=["patient_id", "ill"])
y = df["ill"]
folds = KFold(n_splits=5, shuffle=True, random_state=6)  # smell: MLS117
scores, plain = [], []
for train, test in folds.split(X):
    model = RandomForestClassifier(n_estimators=40, random_state=6).fit(X.iloc[train], y.iloc[train])
    scores.append(balanced_accuracy_score(y.iloc[test], model.predict(X.iloc[test])))
    dummy = DummyClassifier(strategy="prior").fit(X.iloc[train], y.iloc[train])
    plain.append(balanced_accuracy_score(y.iloc[test], dummy.predict(X.iloc[test])))
print("balanced accuracy %.3f ± %.3f" % (np.mean(scores), np.std(scores)), "baseline %.3f" % np.mean(plain))
