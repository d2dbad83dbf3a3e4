# source: KMnP/vpt#56 (the reporter is wrong: after tuning the model is trained anew on train + val, test is apart)
# expect none
import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score

data = np.load("vtab_features.npz")
x_train, y_train = data["x_train800"], data["y_train800"]
x_val, y_val = data["x_val200"], data["y_val200"]
x_test, y_test = data["x_test"], data["y_test"]

best_c, best_score = None, -1.0
for c in [0.001, 0.01, 0.1, 1.0, 10.0]:
    probe = LogisticRegression(C=c, max_iter=3000).fit(x_train, y_train)
    score = accuracy_score(y_val, probe.predict(x_val))
    if score > best_score:
        best_c, best_score = c, score
print("chosen on the 200:", best_c)

x_all, y_all = np.concatenate([x_train, x_val]), np.concatenate([y_train, y_val])
final = LogisticRegression(C=best_c, max_iter=3000).fit(x_all, y_all)
prior = DummyClassifier().fit(x_all, y_all)
print("prior", accuracy_score(y_test, prior.predict(x_test)))
print("final", accuracy_score(y_test, final.predict(x_test)))
