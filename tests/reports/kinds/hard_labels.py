# codes: MLS506
#%% plain
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = LogisticRegression().fit(X_train, y_train)
y_pred = m.predict(X_test)
print(roc_auc_score(y_test, y_pred))  # MLS506
#%% eval helper
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.model_selection import train_test_split
def eval_metrics(actual, pred):
    return {"acc": accuracy_score(actual, pred), "auc": roc_auc_score(actual, pred)}  # MLS506
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(eval_metrics(y_test, m.predict(X_test)))
#%% fallback
import pandas as pd
from sklearn.linear_model import RidgeClassifier, LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
preds = {}
for name, m in {"ridge": RidgeClassifier(), "lr": LogisticRegression()}.items():
    m.fit(X_train, y_train)
    preds[name] = m.predict(X_test)
for name, p in preds.items():
    print(name, roc_auc_score(y_test, p))  # MLS506
#%% list of models and metrics
import pandas as pd
from sklearn.linear_model import RidgeClassifier, LogisticRegression
from sklearn import metrics
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
results = []
for m in [RidgeClassifier(), LogisticRegression()]:
    m.fit(X_train, y_train)
    y_hat = m.predict(X_test)
    results.append([type(m).__name__, metrics.accuracy_score(y_test, y_hat), metrics.average_precision_score(y_test, y_hat)])  # MLS506
print(results)
#%% thresholded decision function
import numpy as np
import pandas as pd
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score
df = pd.read_csv("a.csv")
X, y = df.drop(columns="y"), df["y"]
iso = IsolationForest(random_state=0).fit(X)
s = iso.decision_function(X)
pred = np.where(s < 0, 1, 0)
print(roc_auc_score(y, pred))  # MLS506
#%% threshold astype
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = LogisticRegression().fit(X_train, y_train)
p = (m.predict_proba(X_test)[:, 1] > 0.3).astype(int)
print(roc_auc_score(y_test, p))  # MLS506
#%% keras round
import pandas as pd
import numpy as np
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Dense
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = Sequential([Dense(8), Dense(1, activation="sigmoid")])
m.compile(loss="binary_crossentropy", optimizer="adam")
m.fit(X_train, y_train)
y_pred = m.predict(X_test)
y_pred = np.round(y_pred)
print(roc_auc_score(y_test, y_pred))  # MLS506
#%% class evaluate
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score, roc_curve, auc
from sklearn.model_selection import train_test_split
class Eval:
    def __init__(self, model, X, y):
        self.model, self.X, self.y = model, X, y
        self.pred = model.predict(X)
    def auc(self):
        fpr, tpr, _ = roc_curve(self.y, self.pred)  # MLS506
        return auc(fpr, tpr)
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(Eval(m, X_test, y_test).auc())
#%% cv predict
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict
df = pd.read_csv("a.csv")
X, y = df.drop(columns="y"), df["y"]
pred = cross_val_predict(LogisticRegression(), X, y, cv=5)
print(roc_auc_score(y, pred))  # MLS506
#%% appended fold predictions
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
df = pd.read_csv("a.csv")
X, y = df.drop(columns="y").values, df["y"].values
trues, preds = [], []
for tr, te in StratifiedKFold(5).split(X, y):
    m = LogisticRegression().fit(X[tr], y[tr])
    preds.extend(m.predict(X[te]))
    trues.extend(y[te])
print(roc_auc_score(trues, preds))  # MLS506
#%% frame column
import pandas as pd
from xgboost import XGBClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = XGBClassifier().fit(X_train, y_train)
out = pd.DataFrame({"y": y_test, "pred": m.predict(X_test)})
print(roc_auc_score(out["y"], out["pred"]))  # MLS506
#%% silent probabilities
import pandas as pd
from xgboost import XGBClassifier
from sklearn.metrics import roc_auc_score, accuracy_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = XGBClassifier().fit(X_train, y_train)
out = pd.DataFrame({"y": y_test, "pred": m.predict(X_test), "p": m.predict_proba(X_test)[:, 1]})
print(roc_auc_score(out["y"], out["p"]), accuracy_score(out["y"], out["pred"]))
#%% silent regressor and booster
import pandas as pd
import lightgbm as lgb
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
b = lgb.train({"objective": "binary"}, lgb.Dataset(X_train, y_train))
print(roc_auc_score(y_test, b.predict(X_test)))
#%% column assigned
import pandas as pd
from xgboost import XGBClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
train, test = train_test_split(df, random_state=0)
m = XGBClassifier().fit(train.drop(columns="y"), train["y"])
test["pred"] = m.predict(test.drop(columns="y"))
print(roc_auc_score(test["y"], test["pred"]))  # MLS506
#%% series of predictions
import pandas as pd
from xgboost import XGBClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = XGBClassifier().fit(X_train, y_train)
y_pred = pd.Series(m.predict(X_test), index=X_test.index)
print(roc_auc_score(y_test, y_pred))  # MLS506
#%% dict of metric functions
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, roc_auc_score
from sklearn.model_selection import train_test_split
METRICS = {"acc": accuracy_score, "f1": f1_score, "auc": roc_auc_score}
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
y_pred = LogisticRegression().fit(X_train, y_train).predict(X_test)
print({k: f(y_test, y_pred) for k, f in METRICS.items()})  # MLS506
#%% helper returning tuple
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.model_selection import train_test_split
def train_and_predict(model, X_train, y_train, X_test):
    model.fit(X_train, y_train)
    return model, model.predict(X_test)
def report(name, y_true, y_pred):
    print(name, accuracy_score(y_true, y_pred))
    print(name, roc_auc_score(y_true, y_pred))  # MLS506
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m, p = train_and_predict(LogisticRegression(), X_train, y_train, X_test)
report("lr", y_test, p)
#%% best estimator of grid
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score, average_precision_score, log_loss
from sklearn.model_selection import GridSearchCV, train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
g = GridSearchCV(RandomForestClassifier(random_state=0), {"max_depth": [2, 3]}).fit(X_train, y_train)
best = g.best_estimator_
yp = best.predict(X_test)
print(average_precision_score(y_test, yp), log_loss(y_test, yp))  # MLS506
#%% mapped back
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = LogisticRegression().fit(X_train, y_train)
probs = m.predict_proba(X_test)[:, 1]
preds = [1 if p > 0.4 else 0 for p in probs]
print(roc_auc_score(y_test, preds))  # MLS506
#%% numpy where
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = LogisticRegression().fit(X_train, y_train)
probs = m.predict_proba(X_test)[:, 1]
t = 0.3
preds = np.where(probs >= t, 1, 0)
auc = roc_auc_score(y_test, preds)  # MLS506
print(auc)
#%% hasattr fallback
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
def score(m):
    if hasattr(m, "predict_proba"):
        s = m.predict_proba(X_test)[:, 1]
    else:
        s = m.predict(X_test)
    return roc_auc_score(y_test, s)  # MLS506
for m in (LogisticRegression(), LinearSVC(random_state=0)):
    m.fit(X_train, y_train)
    print(score(m))
#%% isolation forest labels
import numpy as np
import pandas as pd
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score
df = pd.read_csv("a.csv")
X, y = df.drop(columns="y"), df["y"]
pred = IsolationForest(random_state=0).fit_predict(X)
pred = np.where(pred == -1, 1, 0)
print(roc_auc_score(y, pred))  # MLS506
#%% silent hasattr decision function
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
def score(m):
    if hasattr(m, "predict_proba"):
        s = m.predict_proba(X_test)[:, 1]
    else:
        s = m.decision_function(X_test)
    return roc_auc_score(y_test, s)
for m in (LogisticRegression(), LinearSVC(random_state=0)):
    m.fit(X_train, y_train)
    print(score(m))
#%% silent two columns
import pandas as pd
from xgboost import XGBClassifier
from sklearn.metrics import roc_auc_score, accuracy_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
train, test = train_test_split(df, random_state=0)
cols = ["a", "b"]
m = XGBClassifier().fit(train[cols], train["y"])
test["pred"] = m.predict(test[cols])
test["prob"] = m.predict_proba(test[cols])[:, 1]
print(roc_auc_score(test["y"], test["prob"]), accuracy_score(test["y"], test["pred"]))
