# codes: MLS108
#%% three files and functions
import json
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import r2_score
def prepare(train, val, test, target):
    cols = [c for c in train.columns if c != target]
    return train[cols], train[target], val[cols], val[target], test[cols], test[target]
def train_model(m, X_train, y_train, X_val, y_val):
    m.fit(X_train, y_train)
    val_r2 = r2_score(y_val, m.predict(X_val))
    print(val_r2)
    return m
def evaluate_model(m, X_test, y_test, name):
    return {"model": name, "test_r2": r2_score(y_test, m.predict(X_test))}
def main():
    train, val, test = pd.read_csv("train.csv"), pd.read_csv("val.csv"), pd.read_csv("test.csv")
    X_train, y_train, X_val, y_val, X_test, y_test = prepare(train, val, test, "rain")
    ridge = train_model(Ridge(), X_train, y_train, X_val, y_val)
    rf = train_model(RandomForestRegressor(random_state=0), X_train, y_train, X_val, y_val)
    a = evaluate_model(ridge, X_test, y_test, "ridge")
    b = evaluate_model(rf, X_test, y_test, "rf")
    out = {"models": [a, b], "best_model": max([a, b], key=lambda x: x["test_r2"])["model"]}  # MLS108
    with open("r.json", "w") as f:
        json.dump(out, f)
    print(out["best_model"])
if __name__ == "__main__":
    main()
#%% silent three files chosen by val
import joblib
import pandas as pd
from sklearn.linear_model import Ridge, Lasso
from sklearn.metrics import r2_score
train, val, test = pd.read_csv("train.csv"), pd.read_csv("val.csv"), pd.read_csv("test.csv")
res = []
for m in (Ridge(), Lasso()):
    m.fit(train.drop(columns="y"), train["y"])
    res.append({"m": m, "r2": r2_score(val["y"], m.predict(val.drop(columns="y")))})
best = max(res, key=lambda r: r["r2"])["m"]
joblib.dump(best, "m.pkl")
print(r2_score(test["y"], best.predict(test.drop(columns="y"))))
#%% if results else
import joblib
import pandas as pd
from sklearn.linear_model import Ridge, Lasso
from sklearn.metrics import r2_score
from sklearn.model_selection import cross_val_score
def preprocess(path):
    return pd.read_csv(path)
def run():
    X_train, X_test, y_train, y_test = preprocess("all")
    results = []
    for name, m in {"ridge": Ridge(), "lasso": Lasso()}.items():
        cv_mean = cross_val_score(m, X_train, y_train).mean()
        m.fit(X_train, y_train)
        test_acc = r2_score(y_test, m.predict(X_test))
        results.append({"name": name, "test_acc": test_acc, "cv_mean": cv_mean, "m": m})
    best = max(results, key=lambda r: r["test_acc"]) if results else {}  # MLS108
    joblib.dump(best["m"], "m.pkl")
    return best
run()
#%% tracked in a class across methods
import joblib
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
class Experiment:
    def __init__(self, df):
        self.X_train, self.X_test, self.y_train, self.y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
        self.results = []
    def run(self):
        for name, model in [("lr", LogisticRegression()), ("rf", RandomForestClassifier(random_state=0))]:
            model.fit(self.X_train, self.y_train)
            acc = accuracy_score(self.y_test, model.predict(self.X_test))
            self.results.append((acc, name, model))
    def best(self):
        self.results.sort(key=lambda r: r[0], reverse=True)
        return self.results[0][2]  # MLS108
    def save(self):
        joblib.dump(self.best(), "m.pkl")
e = Experiment(pd.read_csv("a.csv"))
e.run()
e.save()
#%% nlargest
import joblib
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
models = {"lr": LogisticRegression(), "rf": RandomForestClassifier(random_state=0)}
names, f1s = [], []
for name, m in models.items():
    m.fit(X_train, y_train)
    names.append(name)
    f1s.append(f1_score(y_test, m.predict(X_test)))
best_idx = f1s.index(max(f1s))  # MLS108
best_model = models[names[best_idx]]
joblib.dump(best_model, "m.pkl")
#%% max of items
import joblib
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
def get(df):
    X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
    return X_train, X_test, y_train, y_test
def fit_all(models, X_train, y_train, X_test, y_test):
    return {n: f1_score(y_test, m.fit(X_train, y_train).predict(X_test)) for n, m in models.items()}
models = {"lr": LogisticRegression(), "rf": RandomForestClassifier(random_state=0)}
scores = fit_all(models, *[get(pd.read_csv("a.csv"))[i] for i in (0, 2, 1, 3)])
best_name, best_score = max(scores.items(), key=lambda kv: kv[1])  # MLS108
joblib.dump(models[best_name], "m.pkl")
#%% max of list of dicts
import pandas as pd
import joblib
from sklearn.linear_model import LogisticRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, f1_score
def train_models(X_train, X_test, y_train, y_test):
    results = []
    for name, model in {"lr": LogisticRegression(), "rf": RandomForestClassifier(random_state=0)}.items():
        model.fit(X_train, y_train)
        y_pred = model.predict(X_test)
        test_acc = accuracy_score(y_test, y_pred)
        results.append({"name": name, "test_accuracy": test_acc, "f1": f1_score(y_test, y_pred), "model": model})
    best = max(results, key=lambda x: x["test_accuracy"])  # MLS108
    print(best["name"], best["test_accuracy"])
    return best
def main():
    X_train, X_test = pd.read_csv("X_train.csv"), pd.read_csv("X_test.csv")
    y_train, y_test = pd.read_csv("y_train.csv"), pd.read_csv("y_test.csv")
    best = train_models(X_train, X_test, y_train, y_test)
    joblib.dump(best["model"], "best.pkl")
if __name__ == "__main__":
    main()
#%% self results lambda tuple
import joblib
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import train_test_split
class Trainer:
    def __init__(self):
        self.models, self.results, self.best_model = {}, {}, None
    def get_models(self):
        return {"lr": LogisticRegression(), "rf": RandomForestClassifier(random_state=0)}
    def evaluate(self, model, X_test, y_test):
        y_pred = model.predict(X_test)
        y_proba = model.predict_proba(X_test)[:, 1]
        return {"f1": f1_score(y_test, y_pred), "roc_auc": roc_auc_score(y_test, y_proba)}
    def train_all(self, X_train, y_train, X_test, y_test):
        for name, model in self.get_models().items():
            model.fit(X_train, y_train)
            self.models[name] = model
            self.results[name] = self.evaluate(model, X_test, y_test)
        self.best_model = max(self.results, key=lambda n: (self.results[n]["f1"], self.results[n]["roc_auc"]))  # MLS108
        return self.results
    def save_model(self):
        joblib.dump(self.models[self.best_model], "m.pkl")
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
t = Trainer()
t.train_all(X_train, y_train, X_test, y_test)
t.save_model()
#%% report helper in utils
import pandas as pd
import pickle
from utils import evaluate_models
from sklearn.linear_model import LinearRegression
from sklearn.tree import DecisionTreeRegressor
class ModelTrainer:
    def initiate(self, train_array, test_array):
        X_train, y_train, X_test, y_test = train_array[:, :-1], train_array[:, -1], test_array[:, :-1], test_array[:, -1]
        models = {"tree": DecisionTreeRegressor(random_state=0), "lin": LinearRegression()}
        model_report = evaluate_models(X_train=X_train, y_train=y_train, X_test=X_test, y_test=y_test, models=models)
        best_model_score = max(sorted(model_report.values()))  # MLS108
        best_model_name = list(model_report.keys())[list(model_report.values()).index(best_model_score)]
        best_model = models[best_model_name]
        with open("model.pkl", "wb") as f:
            pickle.dump(best_model, f)
        return best_model_score
if __name__ == "__main__":
    train = pd.read_csv("train.csv").values
    test = pd.read_csv("test.csv").values
    print(ModelTrainer().initiate(train, test))
#%% + utils.py
from sklearn.metrics import r2_score
def evaluate_models(X_train, y_train, X_test, y_test, models):
    report = {}
    for i in range(len(list(models))):
        model = list(models.values())[i]
        model.fit(X_train, y_train)
        y_test_pred = model.predict(X_test)
        report[list(models.keys())[i]] = r2_score(y_test, y_test_pred)
    return report
#%% frame sort iloc
import pandas as pd
import joblib
from sklearn.linear_model import LogisticRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
rows, fitted = [], {}
for name, m in [("lr", LogisticRegression()), ("rf", RandomForestClassifier(random_state=0))]:
    m.fit(X_train, y_train)
    rows.append({"Model": name, "F1": f1_score(y_test, m.predict(X_test))})
    fitted[name] = m
results = pd.DataFrame(rows).sort_values("F1", ascending=False)
best_name = results.iloc[0]["Model"]  # MLS108
joblib.dump(fitted[best_name], "best.pkl")
#%% idxmax
import pandas as pd
import joblib
from sklearn.linear_model import LogisticRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
models = {"lr": LogisticRegression(), "rf": RandomForestClassifier(random_state=0)}
scores = {}
for name, m in models.items():
    m.fit(X_train, y_train)
    scores[name] = {"f1": f1_score(y_test, m.predict(X_test))}
table = pd.DataFrame(scores).T
best = table["f1"].idxmax()  # MLS108
joblib.dump(models[best], "best.pkl")
#%% threshold on test
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_recall_curve
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = LogisticRegression().fit(X_train, y_train)
p = m.predict_proba(X_test)[:, 1]
prec, rec, thr = precision_recall_curve(y_test, p)
f1 = 2 * prec * rec / (prec + rec)
best_thr = thr[np.argmax(f1)]  # MLS108
print(f1_score(y_test, p > best_thr))
#%% cells of function results
import pandas as pd
import joblib
from sklearn.linear_model import Ridge, Lasso
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split
def evaluate_model(y, p):
    return {"r2": r2_score(y, p)}
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
best_model, best_r2 = None, -1e9
for name, m in {"ridge": Ridge(), "lasso": Lasso()}.items():
    m.fit(X_train, y_train)
    metrics = evaluate_model(y_test, m.predict(X_test))
    if metrics["r2"] > best_r2:  # MLS108
        best_r2 = metrics["r2"]
        best_model = m
joblib.dump(best_model, "m.pkl")
print(best_r2)
#%% from train data dirs
import pandas as pd
import joblib
from sklearn.linear_model import Ridge, Lasso
from sklearn.metrics import r2_score
train = pd.read_csv("train.csv")
test = pd.read_csv("test.csv")
results = {}
for name, m in {"ridge": Ridge(), "lasso": Lasso()}.items():
    m.fit(train.drop(columns="y"), train["y"])
    test_r2 = r2_score(test["y"], m.predict(test.drop(columns="y")))
    results[name] = {"model": m, "metrics": {"test_r2": test_r2}}
best_name = max(results, key=lambda k: results[k]["metrics"]["test_r2"])  # MLS108
joblib.dump(results[best_name]["model"], "m.pkl")
#%% fusion weights on test
import numpy as np
import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
pa = LogisticRegression().fit(X_train, y_train).predict_proba(X_test)[:, 1]
pb = SVC(probability=True, random_state=0).fit(X_train, y_train).predict_proba(X_test)[:, 1]
best = (0, None)
for w in np.linspace(0, 1, 11):
    acc = accuracy_score(y_test, (w * pa + (1 - w) * pb) > 0.5)
    if acc > best[0]:  # MLS108
        best = (acc, w)
print("best", best)
#%% silent best by validation part
import pandas as pd
import joblib
from sklearn.linear_model import Ridge, Lasso
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_tmp, X_test, y_tmp, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
X_train, X_val, y_train, y_val = train_test_split(X_tmp, y_tmp, random_state=0)
res = []
for m in (Ridge(), Lasso()):
    m.fit(X_train, y_train)
    res.append({"m": m, "r2": r2_score(y_val, m.predict(X_val))})
best = max(res, key=lambda r: r["r2"])["m"]
print(r2_score(y_test, best.predict(X_test)))
#%% silent best by cv
import pandas as pd
import joblib
from sklearn.linear_model import Ridge, Lasso
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split, cross_val_score
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
res = []
for m in (Ridge(), Lasso()):
    cv = cross_val_score(m, X_train, y_train).mean()
    m.fit(X_train, y_train)
    res.append({"m": m, "cv": cv, "test_r2": r2_score(y_test, m.predict(X_test))})
best = max(res, key=lambda r: r["cv"])
print(best["test_r2"])
joblib.dump(best["m"], "m.pkl")
