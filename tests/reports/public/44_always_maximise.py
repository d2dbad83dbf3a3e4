# source: pycaret/pycaret#1444
import numpy as np
import optuna
import pandas as pd
from sklearn.dummy import DummyRegressor
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.metrics import mean_absolute_percentage_error
from sklearn.model_selection import KFold

prices = pd.read_csv("diamonds.csv")
y = prices.pop("price").to_numpy()
X = prices.select_dtypes("number").to_numpy()
folds = list(KFold(5, shuffle=True, random_state=786).split(X))


def cross_validated(model):
    errors = []
    for train, held_out in folds:
        model.fit(X[train], y[train])
        errors.append(mean_absolute_percentage_error(y[held_out], model.predict(X[held_out])))
    return float(np.mean(errors))


def objective(trial):
    model = ExtraTreesRegressor(
        n_estimators=trial.suggest_int("n_estimators", 10, 300),
        max_depth=trial.suggest_int("max_depth", 1, 11),
        random_state=786,
    )
    return cross_validated(model)


study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=786))  # expect: MLS513
study.optimize(objective, n_trials=40)
print("median price", cross_validated(DummyRegressor(strategy="median")))
print("tuned", study.best_value, study.best_params)
