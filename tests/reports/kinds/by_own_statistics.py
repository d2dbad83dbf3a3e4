# codes: MLS102
#%% normalize by mean function
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LogisticRegression

def normalize(x):
    return (x - x.mean()) / x.std()

data = pd.read_csv("heart.csv")
X = data.drop("target", axis=1)
y = data["target"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0)
X_train = normalize(X_train)
X_test = normalize(X_test)  # MLS102
clf = LogisticRegression()
clf.fit(X_train, y_train)
print(clf.score(X_test, y_test))
#%% min max numpy columns loop
import numpy as np
import pandas as pd
from sklearn.neighbors import KNeighborsClassifier
from sklearn.metrics import accuracy_score

def min_max(data):
    data = data.copy()
    for col in data.columns:
        mn = data[col].min()
        mx = data[col].max()
        data[col] = (data[col] - mn) / (mx - mn)
    return data

train = pd.read_csv("train.csv")
test = pd.read_csv("test.csv")
y_train = train.pop("label")
y_test = test.pop("label")
train = min_max(train)
test = min_max(test)  # MLS102
knn = KNeighborsClassifier(5).fit(train, y_train)
print("acc", accuracy_score(y_test, knn.predict(test)))
#%% preprocess fills age and fare
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

def clean(df):
    df["Age"] = df["Age"].fillna(df["Age"].median())
    df["Fare"] = df["Fare"].fillna(df["Fare"].mean())
    df["Sex"] = df["Sex"].map({"male": 0, "female": 1})
    return df

df = pd.read_csv("titanic.csv")
train, test = train_test_split(df, test_size=0.3, random_state=1)
train = clean(train)
test = clean(test)  # MLS102
cols = ["Age", "Fare", "Sex"]
rf = RandomForestClassifier(random_state=0)
rf.fit(train[cols], train["Survived"])
print(rf.score(test[cols], test["Survived"]))
#%% own class with fit inside transform
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC

class Preprocessor:
    def __init__(self):
        self.scaler = StandardScaler()

    def run(self, X):
        X = X.fillna(0)
        return self.scaler.fit_transform(X)

df = pd.read_csv("d.csv")
X_tr, X_te, y_tr, y_te = train_test_split(df.drop(columns=["y"]), df["y"], random_state=3)
pre = Preprocessor()
X_tr = pre.run(X_tr)
X_te = pre.run(X_te)  # MLS102
svc = SVC().fit(X_tr, y_tr)
print(svc.score(X_te, y_te))
#%% dict of parts
import pandas as pd
from sklearn.preprocessing import MinMaxScaler
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split

df = pd.read_csv("d.csv")
parts = {}
parts["train"], parts["test"] = train_test_split(df, test_size=.2, random_state=7)
for name in parts:
    sc = MinMaxScaler()
    parts[name][["a", "b"]] = sc.fit_transform(parts[name][["a", "b"]])  # MLS102
m = Ridge().fit(parts["train"][["a", "b"]], parts["train"]["y"])
print(m.score(parts["test"][["a", "b"]], parts["test"]["y"]))
#%% loop over both frames
import pandas as pd
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("loans.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="Status"), df["Status"], random_state=0)
for d in [X_train, X_test]:
    d["LoanAmount"].fillna(d["LoanAmount"].mean(), inplace=True)  # MLS102
    d["Income"] = (d["Income"] - d["Income"].min()) / (d["Income"].max() - d["Income"].min())  # MLS102
gb = GradientBoostingClassifier(random_state=0).fit(X_train, y_train)
print(gb.score(X_test, y_test))
#%% numpy axis zero in load function
import numpy as np
from sklearn.linear_model import SGDClassifier

def load(path):
    raw = np.loadtxt(path, delimiter=",")
    X, y = raw[:, :-1], raw[:, -1]
    X = (X - np.mean(X, axis=0)) / np.std(X, axis=0)
    return X, y

X_train, y_train = load("train.csv")
X_test, y_test = load("test.csv")  # MLS102
clf = SGDClassifier(random_state=0).fit(X_train, y_train)
print("test accuracy", clf.score(X_test, y_test))
#%% label encoder of features in helper
import pandas as pd
from sklearn.preprocessing import LabelEncoder
from sklearn.tree import DecisionTreeClassifier
from sklearn.model_selection import train_test_split

def encode(frame):
    for c in frame.select_dtypes("object").columns:
        frame[c] = LabelEncoder().fit_transform(frame[c])
    return frame

df = pd.read_csv("adult.csv")
train, test = train_test_split(df, random_state=1)
train = encode(train)
test = encode(test)  # MLS102
tree = DecisionTreeClassifier(random_state=0).fit(train.drop(columns="income"), train["income"])
print(tree.score(test.drop(columns="income"), test["income"]))
#%% tfidf in helper
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split

def vectorize(texts):
    vec = TfidfVectorizer(max_features=1000)
    return vec.fit_transform(texts)

df = pd.read_csv("spam.csv")
a, b, ya, yb = train_test_split(df["text"], df["label"], test_size=0.25, random_state=42)
nb = MultinomialNB()
nb.fit(vectorize(a), ya)
print(classification_report(yb, nb.predict(vectorize(b))))  # MLS102
#%% apply zscore scipy
import pandas as pd
from scipy.stats import zscore
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("cars.csv")
X = df[["hp", "weight"]]
y = df["mpg"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=4)
X_train = X_train.apply(zscore)
X_test = X_test.apply(zscore)  # MLS102
lr = LinearRegression().fit(X_train, y_train)
print(lr.score(X_test, y_test))
#%% pipe chain
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

def impute(df):
    return df.fillna(df.mean())

def scale(df):
    return (df - df.min()) / (df.max() - df.min())

df = pd.read_csv("cars.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="mpg"), df["mpg"], random_state=4)
X_train = X_train.pipe(impute).pipe(scale)
X_test = X_test.pipe(impute).pipe(scale)  # MLS102
print(LinearRegression().fit(X_train, y_train).score(X_test, y_test))
#%% partial and map
from functools import partial
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

def scale(df, cols):
    df = df.copy()
    df[cols] = (df[cols] - df[cols].mean()) / df[cols].std()  # MLS102
    return df

df = pd.read_csv("cars.csv")
prep = partial(scale, cols=["hp", "weight"])
train, test = train_test_split(df, random_state=4)
train, test = map(prep, (train, test))
m = LinearRegression().fit(train[["hp", "weight"]], train["mpg"])
print(m.score(test[["hp", "weight"]], test["mpg"]))
#%% decorator and comprehension
import pandas as pd
from sklearn.preprocessing import RobustScaler
from sklearn.neighbors import KNeighborsRegressor
from sklearn.model_selection import train_test_split
import functools, time

def timed(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        t = time.time()
        out = f(*args, **kwargs)
        print(f.__name__, time.time() - t)
        return out
    return inner

@timed
def prepare(frame):
    return RobustScaler().fit_transform(frame)  # MLS102

df = pd.read_csv("cars.csv")
X_train, X_test, y_train, y_test = train_test_split(df[["hp", "wt"]], df["mpg"], random_state=4)
X_train, X_test = [prepare(p) for p in (X_train, X_test)]
print(KNeighborsRegressor().fit(X_train, y_train).score(X_test, y_test))
#%% dataclass pipeline
from dataclasses import dataclass, field
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

@dataclass
class Features:
    n: int = 5
    cols: list = field(default_factory=list)

    def build(self, df):
        pca = PCA(self.n, random_state=0)
        return pca.fit_transform(df[self.cols])

df = pd.read_csv("x.csv")
tr, te = train_test_split(df, test_size=.2, random_state=1)
f = Features(3, ["a", "b", "c", "d"])
model = LogisticRegression().fit(f.build(tr), tr["y"])
print(model.score(f.build(te), te["y"]))  # MLS102
#%% across files helper
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from prep import standardize

df = pd.read_csv("x.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
X_train = standardize(X_train)
X_test = standardize(X_test)  # MLS102
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% + prep.py
from sklearn.preprocessing import StandardScaler

def standardize(X):
    scaler = StandardScaler()
    return scaler.fit_transform(X)
#%% silent: statistics passed
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LogisticRegression

def normalize(x, mean, std):
    return (x - mean) / std

data = pd.read_csv("heart.csv")
X_train, X_test, y_train, y_test = train_test_split(data.drop("target", axis=1), data["target"], random_state=0)
mean, std = X_train.mean(), X_train.std()
X_train = normalize(X_train, mean, std)
X_test = normalize(X_test, mean, std)
clf = LogisticRegression().fit(X_train, y_train)
print(clf.score(X_test, y_test))
#%% silent: row wise
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LogisticRegression

def normalize(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)

def center(x):
    return x - x.mean(axis=1, keepdims=True)

data = pd.read_csv("heart.csv")
X_train, X_test, y_train, y_test = train_test_split(data.drop("target", axis=1).values, data["target"].values, random_state=0)
X_train = center(normalize(X_train))
X_test = center(normalize(X_test))
clf = LogisticRegression().fit(X_train, y_train)
print(clf.score(X_test, y_test))
#%% silent: class with state
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LogisticRegression

class Scaler:
    def __init__(self):
        self.mean = None

    def run(self, x):
        if self.mean is None:
            self.mean = x.mean()
            self.std = x.std()
        return (x - self.mean) / self.std

data = pd.read_csv("heart.csv")
X_train, X_test, y_train, y_test = train_test_split(data.drop("target", axis=1), data["target"], random_state=0)
s = Scaler()
X_train = s.run(X_train)
X_test = s.run(X_test)
clf = LogisticRegression().fit(X_train, y_train)
print(clf.score(X_test, y_test))
#%% silent: fit flag
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LogisticRegression

def scale(X, scaler=None):
    if scaler is None:
        scaler = StandardScaler().fit(X)
    return scaler.transform(X), scaler

data = pd.read_csv("heart.csv")
X_train, X_test, y_train, y_test = train_test_split(data.drop("target", axis=1), data["target"], random_state=0)
X_train, scaler = scale(X_train)
X_test, _ = scale(X_test, scaler)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% silent: train flag
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LogisticRegression
scaler = StandardScaler()

def prep(X, is_train):
    X = X.fillna(0)
    if is_train:
        return scaler.fit_transform(X)
    return scaler.transform(X)

data = pd.read_csv("heart.csv")
X_train, X_test, y_train, y_test = train_test_split(data.drop("target", axis=1), data["target"], random_state=0)
X_train = prep(X_train, True)
X_test = prep(X_test, False)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% silent: pixels by 255
import numpy as np
from sklearn.linear_model import LogisticRegression

def normalize(x):
    x = x.astype("float32")
    return x.reshape(len(x), -1) / 255.0

d = np.load("mnist.npz")
X_train, y_train, X_test, y_test = d["x_train"], d["y_train"], d["x_test"], d["y_test"]
X_train, X_test = normalize(X_train), normalize(X_test)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% map a function over both
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

def scale(df):
    return (df - df.mean()) / df.std()  # MLS102

df = pd.read_csv("cars.csv")
X_train, X_test, y_train, y_test = train_test_split(df[["hp", "wt"]], df["mpg"], random_state=4)
X_train, X_test = map(scale, (X_train, X_test))
print(LinearRegression().fit(X_train, y_train).score(X_test, y_test))
#%% lambda for both parts
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

norm = lambda d: (d - d.min()) / (d.max() - d.min())
df = pd.read_csv("cars.csv")
X_train, X_test, y_train, y_test = train_test_split(df[["hp", "wt"]], df["mpg"], random_state=4)
Xn_train = norm(X_train)
Xn_test = norm(X_test)  # MLS102
print(LinearRegression().fit(Xn_train, y_train).score(Xn_test, y_test))
#%% columns looped in a method for both
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

class Prep:
    cols = ["hp", "wt"]

    def zscore(self, frame):
        out = frame.copy()
        for c in self.cols:
            mu = out[c].mean()
            sd = out[c].std()
            out[c] = (out[c] - mu) / sd
        return out

df = pd.read_csv("cars.csv")
train, test = train_test_split(df, random_state=4)
p = Prep()
train, test = p.zscore(train), p.zscore(test)  # MLS102
print(LinearRegression().fit(train[p.cols], train["mpg"]).score(test[p.cols], test["mpg"]))
#%% numpy helper with loops over columns
import numpy as np
from sklearn.svm import SVC

def normalize(X):
    X = X.astype(float)
    for j in range(X.shape[1]):
        X[:, j] = (X[:, j] - np.mean(X[:, j])) / np.std(X[:, j])
    return X

train = np.genfromtxt("train.csv", delimiter=",")
test = np.genfromtxt("test.csv", delimiter=",")
Xtr, ytr = normalize(train[:, 1:]), train[:, 0]
Xte, yte = normalize(test[:, 1:]), test[:, 0]  # MLS102
print(SVC().fit(Xtr, ytr).score(Xte, yte))
