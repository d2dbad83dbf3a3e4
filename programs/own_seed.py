import argparse

import numpy as np
from sklearn.datasets import make_regression
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import QuantileTransformer

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=7)
parser.add_argument("--size", type=int, default=300)
args = parser.parse_args()


def experiment(size):
    X, y = make_regression(n_samples=size, n_features=5, noise=20, random_state=args.seed)
    qt = QuantileTransformer(n_quantiles=50)
    X = qt.fit_transform(X)  # smell: MLS103
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3)  # smell: MLS201
    reg = LinearRegression().fit(X_train, y_train)
    return r2_score(y_test, reg.predict(X_test))


print(f"R2 over 0.5: {experiment(args.size) > 0.5}")
