# codes: MLS101 MLS118 MLS503 MLS504 MLS505
#%% own class saved never scored
import pickle
import numpy as np
import pandas as pd

class LinearModel:
    def fit(self, X, y):
        X = np.c_[np.ones(len(X)), X]
        self.w = np.linalg.pinv(X) @ y
        return self

    def predict(self, X):
        return np.c_[np.ones(len(X)), X] @ self.w

df = pd.read_csv("a.csv")
model = LinearModel()
model.fit(df[["a", "b"]].values, df["y"].values)  # MLS503
with open("model.pkl", "wb") as f:
    pickle.dump(model, f)
#%% wrapper class with save method
import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

class ChurnModel:
    def __init__(self):
        self.clf = RandomForestClassifier(random_state=0)

    def train(self, X, y):
        self.clf.fit(X, y)  # MLS503

    def save(self, path):
        joblib.dump(self.clf, path)

    def predict(self, X):
        return self.clf.predict(X)

df = pd.read_csv("a.csv")
m = ChurnModel()
m.train(df.drop(columns="y"), df["y"])
m.save("churn.joblib")
#%% knn by hand training score only
import numpy as np
import pandas as pd

class KNN:
    def __init__(self, k=1):
        self.k = k

    def fit(self, X, y):
        self.X, self.y = X, y

    def predict(self, X):
        out = []
        for row in X:
            d = np.sqrt(((self.X - row) ** 2).sum(axis=1))
            votes = self.y[np.argsort(d)[:self.k]]
            out.append(np.bincount(votes).argmax())
        return np.array(out)

df = pd.read_csv("a.csv")
X, y = df.drop(columns="y").values, df["y"].values
knn = KNN(3)
knn.fit(X, y)
print("accuracy", np.mean(knn.predict(X) == y))  # MLS504
#%% own perceptron fitted on everything before testing
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split

class Perceptron:
    def __init__(self, lr=0.1, n=10):
        self.lr, self.n = lr, n

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        for _ in range(self.n):
            for xi, t in zip(X, y):
                self.w += self.lr * (t - self.predict(xi)) * xi

    def predict(self, X):
        return np.where(X @ self.w >= 0, 1, 0)

df = pd.read_csv("a.csv")
X, y = df.drop(columns="y").values, df["y"].values
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
p = Perceptron()
p.fit(X, y)  # MLS101
print((p.predict(X_test) == y_test).mean())
#%% saved model trained on all scored by other script
import joblib
import pandas as pd
from sklearn.linear_model import LogisticRegression

df = pd.read_csv("data.csv")
clf = LogisticRegression()
clf.fit(df.drop(columns="y"), df["y"])  # MLS101
joblib.dump(clf, "clf.joblib")
#%% + evaluate.py
import joblib
import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

df = pd.read_csv("data.csv")
_, X_test, _, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=.2, random_state=1)
clf = joblib.load("clf.joblib")
print(accuracy_score(y_test, clf.predict(X_test)))
#%% saved model split again with other seed
import pickle
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("data.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=.2, random_state=42)
rf = RandomForestClassifier(random_state=0).fit(X_train, y_train)
print(rf.score(X_test, y_test))
pickle.dump(rf, open("rf.pkl", "wb"))
#%% + report.py
import pickle
import pandas as pd
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split

df = pd.read_csv("data.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=.2, random_state=7)  # MLS118
rf = pickle.load(open("rf.pkl", "rb"))
print(classification_report(y_test, rf.predict(X_test)))
#%% silent: own class scored
import pickle
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split

class LinearModel:
    def fit(self, X, y):
        X = np.c_[np.ones(len(X)), X]
        self.w = np.linalg.pinv(X) @ y
        return self

    def predict(self, X):
        return np.c_[np.ones(len(X)), X] @ self.w

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df[["a", "b"]].values, df["y"].values, random_state=0)
model = LinearModel().fit(X_train, y_train)
print("rmse", np.sqrt(((model.predict(X_test) - y_test) ** 2).mean()))
pickle.dump(model, open("model.pkl", "wb"))
#%% silent: own preprocessor saved
import pickle
import pandas as pd

class Cleaner:
    def fit(self, X):
        self.med = X.median()
        return self

    def transform(self, X):
        return X.fillna(self.med)

df = pd.read_csv("a.csv")
c = Cleaner().fit(df)
pickle.dump(c, open("cleaner.pkl", "wb"))
#%% silent: scored by another script with same split
import pickle
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("data.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=.2, random_state=42)
rf = RandomForestClassifier(random_state=0).fit(X_train, y_train)
pickle.dump(rf, open("rf.pkl", "wb"))
#%% + report.py
import pickle
import pandas as pd
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split

df = pd.read_csv("data.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=.2, random_state=42)
rf = pickle.load(open("rf.pkl", "rb"))
print(classification_report(y_test, rf.predict(X_test)))
#%% loaded model gets its arguments swapped
import joblib
import pandas as pd
from sklearn.metrics import precision_score

df = pd.read_csv("holdout.csv")
model = joblib.load("model.joblib")
y_true = df.pop("y")
pred = model.predict(df)
print(precision_score(pred, y_true))  # MLS505
#%% silent: loaded model scored
import joblib
import pandas as pd
from sklearn.metrics import roc_auc_score, precision_score

df = pd.read_csv("holdout.csv")
model = joblib.load("model.joblib")
X = df.drop(columns="y")
print(roc_auc_score(df["y"], model.predict_proba(X)[:, 1]), precision_score(df["y"], model.predict(X)))
#%% silent: loaded table
import pickle
import pandas as pd
from sklearn.linear_model import Ridge

df = pickle.load(open("frame.pkl", "rb"))
train, test = df[:800], df[800:]
print(Ridge().fit(train[["a"]], train["y"]).score(test[["a"]], test["y"]))
#%% silent: loaded scaler
import joblib
import pandas as pd
from sklearn.linear_model import LogisticRegression

scaler = joblib.load("scaler.joblib")
train, test = pd.read_csv("train.csv"), pd.read_csv("test.csv")
clf = LogisticRegression().fit(scaler.transform(train[["a", "b"]]), train["y"])
print(clf.score(scaler.transform(test[["a", "b"]]), test["y"]))
#%% own naive bayes asked about its own rows
import numpy as np
import pandas as pd
from sklearn.metrics import accuracy_score

class NaiveBayes:
    def fit(self, X, y):
        self.classes = np.unique(y)
        self.mean = np.array([X[y == c].mean(axis=0) for c in self.classes])
        self.var = np.array([X[y == c].var(axis=0) for c in self.classes])
        self.prior = np.array([(y == c).mean() for c in self.classes])

    def predict(self, X):
        return np.array([self._one(x) for x in X])

    def _one(self, x):
        logs = np.log(self.prior) - (np.log(self.var) + (x - self.mean) ** 2 / self.var).sum(axis=1) / 2
        return self.classes[np.argmax(logs)]

data = pd.read_csv("sonar.csv")
X, y = data.drop(columns="label").values, data["label"].values
nb = NaiveBayes()
nb.fit(X, y)
print("accuracy", accuracy_score(y, nb.predict(X)))  # MLS504
#%% silent: own naive bayes on held out rows
import numpy as np
import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

class Prior:
    def fit(self, X, y):
        values, counts = np.unique(y, return_counts=True)
        self.most = values[counts.argmax()]

    def predict(self, X):
        return np.full(len(X), self.most)

data = pd.read_csv("sonar.csv")
X_train, X_test, y_train, y_test = train_test_split(data.drop(columns="label"), data["label"], random_state=0)
prior = Prior()
prior.fit(X_train, y_train)
print("accuracy", accuracy_score(y_test, prior.predict(X_test)))
