# codes: MLS202
#%% best params lost seed
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import RandomizedSearchCV, train_test_split
def tune(X, y):
    s = RandomizedSearchCV(RandomForestClassifier(random_state=42), {"max_depth": [2, 3]}, random_state=42)
    s.fit(X, y)
    return s.best_params_
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
best = tune(X_train, y_train)
m = RandomForestClassifier(**best)  # MLS202
m.fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% tuple with score
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV, train_test_split
class Tuner:
    def __init__(self, seed=42):
        self.seed = seed
    def tune_rf(self, X, y):
        grid = {"n_estimators": [100, 200], "max_depth": [3, 5]}
        s = GridSearchCV(RandomForestClassifier(random_state=self.seed), grid, cv=5)
        s.fit(X, y)
        return s.best_params_, s.best_score_
class Model:
    def fit(self, X, y, tune=True):
        if tune:
            best_params, score = Tuner().tune_rf(X, y)
            self.model = RandomForestClassifier(**best_params)  # MLS202
        else:
            self.model = RandomForestClassifier(random_state=42)
        self.model.fit(X, y)
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = Model()
m.fit(X_train, y_train)
print(m.model.score(X_test, y_test))
#%% optuna
import optuna
import pandas as pd
from lightgbm import LGBMClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score, train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
def objective(trial):
    params = {"max_depth": trial.suggest_int("max_depth", 2, 9)}
    return cross_val_score(RandomForestClassifier(**params, random_state=0), X_train, y_train).mean()
def tune():
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
    study.optimize(objective, n_trials=10)
    return study.best_params
final = RandomForestClassifier(**tune()).fit(X_train, y_train)  # MLS202
print(final.score(X_test, y_test))
#%% silent seed with params
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import RandomizedSearchCV, train_test_split
def tune(X, y):
    s = RandomizedSearchCV(RandomForestClassifier(random_state=42), {"max_depth": [2, 3]}, random_state=42)
    s.fit(X, y)
    return s.best_params_
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = RandomForestClassifier(**tune(X_train, y_train), random_state=42).fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% params from dict
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import RandomizedSearchCV, train_test_split
def tune(X, y):
    s = RandomizedSearchCV(RandomForestClassifier(random_state=42), {"max_depth": [2, 3]}, random_state=42)
    s.fit(X, y)
    return {"best_params": s.best_params_, "best_score": s.best_score_}
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
res = tune(X_train, y_train)
best = res["best_params"]
m = RandomForestClassifier(**best)  # MLS202
m.fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% params in a dict over models
import pandas as pd
from sklearn.ensemble import RandomForestClassifier, GradientBoostingClassifier
from sklearn.model_selection import GridSearchCV, train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
best = {}
for name, est, grid in [("rf", RandomForestClassifier(random_state=1), {"max_depth": [2, 3]}), ("gb", GradientBoostingClassifier(random_state=1), {"max_depth": [2]})]:
    g = GridSearchCV(est, grid).fit(X_train, y_train)
    best[name] = g.best_params_
rf = RandomForestClassifier(**best["rf"]).fit(X_train, y_train)  # MLS202
print(rf.score(X_test, y_test))
#%% module of the project
from tuning import tune
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
out = tune(X_train, y_train, seed=42)
m = RandomForestClassifier(**out["best_params"]).fit(X_train, y_train)  # MLS202
print(m.score(X_test, y_test))
#%% + tuning.py
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV
def tune(X, y, seed):
    g = GridSearchCV(RandomForestClassifier(random_state=seed), {"max_depth": [2, 3]})
    g.fit(X, y)
    return dict(best_params=g.best_params_, score=g.best_score_)
#%% study attribute
import optuna
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score, train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
def objective(trial):
    params = {"max_depth": trial.suggest_int("max_depth", 2, 9), "random_state": 0}
    return cross_val_score(RandomForestClassifier(**params), X_train, y_train).mean()
study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(objective, n_trials=10)
best = study.best_params
m = RandomForestClassifier(**best).fit(X_train, y_train)  # MLS202
print(m.score(X_test, y_test))
#%% best trial params
import optuna
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score, train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
def objective(trial):
    params = {"max_depth": trial.suggest_int("max_depth", 2, 9)}
    return cross_val_score(RandomForestClassifier(**params, random_state=0), X_train, y_train).mean()
def main():
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
    study.optimize(objective, n_trials=10)
    trial = study.best_trial
    model = RandomForestClassifier(**trial.params)  # MLS202
    model.fit(X_train, y_train)
    print(model.score(X_test, y_test))
main()
#%% silent params updated
import optuna
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score, train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
def objective(trial):
    params = {"max_depth": trial.suggest_int("max_depth", 2, 9)}
    return cross_val_score(RandomForestClassifier(**params, random_state=0), X_train, y_train).mean()
def main():
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
    study.optimize(objective, n_trials=10)
    best = study.best_params
    best["random_state"] = 0
    model = RandomForestClassifier(**best).fit(X_train, y_train)
    print(model.score(X_test, y_test))
main()
#%% silent seed in grid
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV, train_test_split
def tune(X, y):
    s = GridSearchCV(RandomForestClassifier(), {"max_depth": [2, 3], "random_state": [0]})
    s.fit(X, y)
    return {"best_params": s.best_params_, "best_score": s.best_score_}
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = RandomForestClassifier(**tune(X_train, y_train)["best_params"]).fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% silent seeded by global
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV, train_test_split
np.random.seed(0)
def tune(X, y):
    s = GridSearchCV(RandomForestClassifier(random_state=1), {"max_depth": [2, 3]})
    s.fit(X, y)
    return s.best_params_
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = RandomForestClassifier(**tune(X_train, y_train)).fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% lambda objective
import optuna
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score, train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
def objective(trial, X, y):
    params = {"max_depth": trial.suggest_int("max_depth", 2, 9), "n": trial.suggest_categorical("n_estimators", [1, 2])}
    return cross_val_score(RandomForestClassifier(**params, random_state=0), X, y).mean()
study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(lambda t: objective(t, X_train, y_train), n_trials=10)
m = RandomForestClassifier(**study.best_params)  # MLS202
m.fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% silent deterministic model
import optuna
import pandas as pd
from sklearn.svm import SVC
from sklearn.model_selection import cross_val_score, train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
def objective(trial):
    return cross_val_score(SVC(C=trial.suggest_float("C", 1, 9)), X_train, y_train).mean()
study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(objective, n_trials=10)
m = SVC(**study.best_params).fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% silent trial is handed on
import optuna
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score, train_test_split
from space import suggest
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
def objective(trial):
    params = suggest(trial)
    return cross_val_score(RandomForestClassifier(**params), X_train, y_train).mean()
study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(objective, n_trials=10)
m = RandomForestClassifier(**study.best_params).fit(X_train, y_train)
print(m.score(X_test, y_test))
