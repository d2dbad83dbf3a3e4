# codes: MLS108
#%% loop over thresholds own accuracy
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=1)
clf = LogisticRegression().fit(X_train, y_train)
probs = clf.predict_proba(X_test)[:, 1]
best_t, best_acc = 0, 0
for t in np.arange(0.1, 0.9, 0.05):
    pred = (probs > t).astype(int)
    acc = (pred == y_test).mean()
    if acc > best_acc:  # MLS108
        best_acc = acc
        best_t = t
print("best threshold", best_t, "accuracy", best_acc)
#%% list of accuracies argmax
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=1)
rf = RandomForestClassifier(random_state=0).fit(X_train, y_train)
p = rf.predict_proba(X_test)[:, 1]
ts = np.linspace(0, 1, 101)
accs = [np.mean((p >= t) == y_test) for t in ts]
best = ts[np.argmax(accs)]  # MLS108
print("use threshold", best, max(accs))
#%% tp fp counted by hand
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

def f1(y_true, y_pred):
    tp = np.sum((y_true == 1) & (y_pred == 1))
    fp = np.sum((y_true == 0) & (y_pred == 1))
    fn = np.sum((y_true == 1) & (y_pred == 0))
    prec = tp / (tp + fp + 1e-9)
    rec = tp / (tp + fn + 1e-9)
    return 2 * prec * rec / (prec + rec + 1e-9)

df = pd.read_csv("a.csv")
Xtr, Xte, ytr, yte = train_test_split(df.drop(columns="y").values, df["y"].values, random_state=1)
m = LogisticRegression().fit(Xtr, ytr)
scores = m.predict_proba(Xte)[:, 1]
best_f1 = -1
cutoff = 0.5
for c in range(5, 95, 5):
    s = f1(yte, (scores > c / 100).astype(int))
    if s > best_f1:  # MLS108
        best_f1, cutoff = s, c / 100
print(cutoff, best_f1)
#%% k by counting matches
import pandas as pd
from sklearn.neighbors import KNeighborsClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=1)
best_k = None
best = 0
for k in range(1, 30):
    knn = KNeighborsClassifier(n_neighbors=k)
    knn.fit(X_train, y_train)
    pred = knn.predict(X_test)
    correct = 0
    for a, b in zip(pred, y_test):
        if a == b:
            correct += 1
    accuracy = correct / len(y_test)
    if accuracy > best:  # MLS108
        best = accuracy
        best_k = k
print("Best k:", best_k, "accuracy:", best)
#%% weights of an ensemble
import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.ensemble import RandomForestRegressor
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=1)
p1 = Ridge().fit(X_train, y_train).predict(X_test)
p2 = RandomForestRegressor(random_state=0).fit(X_train, y_train).predict(X_test)
best_w, best_err = 0, 1e9
for w in np.linspace(0, 1, 21):
    err = np.sqrt(np.mean((w * p1 + (1 - w) * p2 - y_test) ** 2))
    if err < best_err:  # MLS108
        best_err = err
        best_w = w
print("weight", best_w, "rmse", best_err)
#%% youden by roc curve
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_curve, confusion_matrix
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=1)
clf = LogisticRegression().fit(X_train, y_train)
probs = clf.predict_proba(X_test)[:, 1]
fpr, tpr, thr = roc_curve(y_test, probs)
best = thr[np.argmax(tpr - fpr)]  # MLS108
print(confusion_matrix(y_test, probs > best))
#%% dict of results and max
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from sklearn.model_selection import train_test_split
import joblib

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=1)
models = {"lr": LogisticRegression(), "svc": SVC(), "dt": DecisionTreeClassifier(random_state=0)}
scores = {}
for name, m in models.items():
    m.fit(X_train, y_train)
    pred = m.predict(X_test)
    scores[name] = sum(pred == y_test) / len(y_test)
best = max(scores, key=scores.get)  # MLS108
joblib.dump(models[best], "best.pkl")
#%% own evaluate returning dict then frame
import numpy as np
import pandas as pd
import joblib
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score
from sklearn.linear_model import Ridge
from sklearn.neighbors import KNeighborsRegressor
from sklearn.model_selection import train_test_split

def evaluate(y_true, y_pred, name):
    out = {"MAE": mean_absolute_error(y_true, y_pred), "R2": r2_score(y_true, y_pred)}
    print(name, out)
    return out

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=1)
results = {}
ridge = Ridge().fit(X_train, y_train)
results["ridge"] = evaluate(y_test, ridge.predict(X_test), "ridge")
knn = KNeighborsRegressor().fit(X_train, y_train)
results["knn"] = evaluate(y_test, knn.predict(X_test), "knn")
table = pd.DataFrame(results).T
best_name = table["MAE"].idxmin()  # MLS108
if best_name == "ridge":
    joblib.dump(ridge, "model.pkl")
else:
    joblib.dump(knn, "model.pkl")
#%% anomaly threshold by labels
import numpy as np
import pandas as pd
from sklearn.ensemble import IsolationForest

train = pd.read_csv("normal.csv")
test = pd.read_csv("test.csv")
labels = test.pop("anomaly").values
iso = IsolationForest(random_state=0).fit(train)
s = -iso.score_samples(test)
best_thr, best_hits = None, -1
for q in range(80, 100):
    thr = np.percentile(s, q)
    hits = ((s > thr) == labels).sum()
    if hits > best_hits:  # MLS108
        best_hits, best_thr = hits, thr
print("accuracy", best_hits / len(labels), "at", best_thr)
#%% silent: threshold on validation
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X, X_test, y, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=1)
X_train, X_val, y_train, y_val = train_test_split(X, y, random_state=1)
clf = LogisticRegression().fit(X_train, y_train)
probs = clf.predict_proba(X_val)[:, 1]
best_t, best_acc = 0, 0
for t in np.arange(0.1, 0.9, 0.05):
    acc = ((probs > t).astype(int) == y_val).mean()
    if acc > best_acc:
        best_acc = acc
        best_t = t
print("test accuracy", ((clf.predict_proba(X_test)[:, 1] > best_t) == y_test).mean())
#%% silent: curve of thresholds drawn
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=1)
clf = LogisticRegression().fit(X_train, y_train)
probs = clf.predict_proba(X_test)[:, 1]
ts = np.arange(0.1, 0.9, 0.05)
accs = []
for t in ts:
    accs.append(((probs > t) == y_test).mean())
plt.plot(ts, accs)
plt.show()
#%% silent: counting classes
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=1)
clf = LogisticRegression().fit(X_train, y_train)
pred = clf.predict(X_test)
worst, most = None, 0
for c in sorted(set(y_test)):
    wrong = ((pred != y_test) & (y_test == c)).sum()
    if wrong > most:
        worst, most = c, wrong
print("class that is missed most", worst, most)
