# source: vanderschaarlab/synthcity PR 203
import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split


class PerformanceEvaluator:
    def __init__(self, target="outcome"):
        self.target = target

    def split(self, frame):
        X, y = frame.drop(columns=[self.target]), frame[self.target]
        return train_test_split(X, y, test_size=0.3, random_state=0)

    def evaluate_regression(self, model, real, synthetic):
        X_train, X_test, y_train, y_test = self.split(real)
        X_train, y_train = X_test, y_test
        on_real = clone(model).fit(X_train, y_train)  # expect: MLS101
        on_synthetic = clone(model).fit(synthetic.drop(columns=[self.target]), synthetic[self.target])
        return {
            "real": r2_score(y_test, on_real.predict(X_test)),
            "synthetic": r2_score(y_test, on_synthetic.predict(X_test)),
        }


real = pd.read_csv("real.csv")
synthetic = pd.read_csv("synthetic.csv")
evaluator = PerformanceEvaluator()
for name, model in {"baseline": DummyRegressor(), "ridge": Ridge(alpha=0.5)}.items():
    scores = evaluator.evaluate_regression(model, real, synthetic)
    print(name, {k: np.round(v, 3) for k, v in scores.items()})
