# codes: MLS514
#%% loop over thresholds
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_val, y_train, y_val = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = LogisticRegression().fit(X_train, y_train)
prob = m.predict_proba(X_val)[:, 1]
best_f1, best_thr = 0, 0.5
for thr in np.arange(0.1, 0.9, 0.05):
    f1 = f1_score(y_val, prob > thr)
    if f1 > best_f1:  # MLS514
        best_f1, best_thr = f1, thr
print("F1", best_f1, "at", best_thr)
#%% curve
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_recall_curve
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_valid, y_train, y_valid = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = LogisticRegression().fit(X_train, y_train)
prob = m.predict_proba(X_valid)[:, 1]
prec, rec, thresholds = precision_recall_curve(y_valid, prob)
f1 = 2 * prec * rec / (prec + rec)
best_threshold = thresholds[np.argmax(f1)]  # MLS514
print("F1", f1_score(y_valid, prob >= best_threshold))
#%% function that picks
import mlflow
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import fbeta_score, precision_recall_curve
def pick_threshold(y_true, y_prob, beta=2.0):
    best_threshold, best = 0.5, -1.0
    for threshold in np.linspace(0.05, 0.95, 19):
        value = fbeta_score(y_true, (y_prob >= threshold).astype(int), beta=beta)
        if value > best:  # MLS514
            best, best_threshold = value, threshold
    return best_threshold, best
def run(train_df, valid_df):
    model = RandomForestClassifier(random_state=0)
    model.fit(train_df.drop(columns="y"), train_df["y"])
    valid_prob = model.predict_proba(valid_df.drop(columns="y"))[:, 1]
    threshold, fbeta = pick_threshold(valid_df["y"], valid_prob)
    mlflow.log_metrics({"best_fbeta": fbeta, "threshold": threshold})
run(pd.read_csv("train.csv"), pd.read_csv("valid.csv"))
#%% silent final score on test rows
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_tmp, X_test, y_tmp, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
X_train, X_val, y_train, y_val = train_test_split(X_tmp, y_tmp, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
prob = m.predict_proba(X_val)[:, 1]
best_f1, best_thr = 0, 0.5
for thr in np.arange(0.1, 0.9, 0.05):
    f1 = f1_score(y_val, prob > thr)
    if f1 > best_f1:
        best_f1, best_thr = f1, thr
print(best_f1, f1_score(y_test, m.predict_proba(X_test)[:, 1] > best_thr))
#%% silent only saved
import json
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_val, y_train, y_val = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = LogisticRegression().fit(X_train, y_train)
prob = m.predict_proba(X_val)[:, 1]
thrs = np.arange(0.1, 0.9, 0.05)
thr = thrs[np.argmax([f1_score(y_val, prob > t) for t in thrs])]
with open("thr.json", "w") as f:
    json.dump({"threshold": float(thr)}, f)
#%% silent models compared
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_val, y_train, y_val = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
best = 0
for m in (LogisticRegression(), SVC()):
    m.fit(X_train, y_train)
    f1 = f1_score(y_val, m.predict(X_val))
    if f1 > best:
        best = f1
print(best)
#%% silent threshold on training rows
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_val, y_train, y_val = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
m = LogisticRegression().fit(X_train, y_train)
prob = m.predict_proba(X_train)[:, 1]
best, best_thr = 0, 0.5
for thr in np.arange(0.1, 0.9, 0.05):
    f1 = f1_score(y_train, prob > thr)
    if f1 > best:
        best, best_thr = f1, thr
print(f1_score(y_val, m.predict_proba(X_val)[:, 1] > best_thr))
