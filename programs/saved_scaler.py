import os
import tempfile

import joblib
import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

X, y = load_breast_cancer(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=2)
X_train_scaled = StandardScaler().fit_transform(X_train)
model = LogisticRegression().fit(X_train_scaled, y_train)
print("on training rows", round(accuracy_score(y_train, model.predict(X_train_scaled)), 3), np.shape(X_test))

with tempfile.TemporaryDirectory() as folder:
    here = os.getcwd()
    os.chdir(folder)
    # the service loads it
    joblib.dump(model, "cancer.joblib")  # smell: MLS601
    os.chdir(here)
    # what the service finds
    print("files", sum(name.startswith("cancer") for name in os.listdir(folder)) > 0)
