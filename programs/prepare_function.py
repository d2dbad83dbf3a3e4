import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare():
    X, y = load_diabetes(return_X_y=True)
    scaler = StandardScaler()
    X = scaler.fit_transform(X)  # smell: MLS103
    return X, y


X, y = prepare()
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
reg = LinearRegression().fit(X_train, y_train)
print("R^2 on test data: %.3f" % reg.score(X_test, y_test))
