# codes: MLS101 MLS103 MLS104 MLS118 MLS504
#%% not in list of ids
import pandas as pd
import random
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

random.seed(3)
df = pd.read_csv("a.csv")
cols = ["a", "b"]
df[cols] = StandardScaler().fit_transform(df[cols])  # MLS103
ids = random.sample(range(len(df)), int(.2 * len(df)))
rest = [i for i in range(len(df)) if i not in ids]
train = df.iloc[rest]
test = df.iloc[ids]
m = SVC().fit(train[cols], train["y"])
print(m.score(test[cols], test["y"]))
#%% index isin
import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.tree import DecisionTreeClassifier

df = pd.read_csv("a.csv")
df[["a", "b"]] = SimpleImputer().fit_transform(df[["a", "b"]])  # MLS103
test = df.sample(frac=0.2, random_state=1)
train = df[~df.index.isin(test.index)]
m = DecisionTreeClassifier(random_state=0).fit(train[["a", "b"]], train["y"])
print((m.predict(test[["a", "b"]]) == test["y"]).mean())
#%% drop train index
import pandas as pd
from sklearn.linear_model import LinearRegression

df = pd.read_csv("a.csv")
df["x"] = (df["x"] - df["x"].mean()) / df["x"].std()  # MLS103
train = df.sample(frac=0.8, random_state=25)
test = df.drop(train.index)
lr = LinearRegression().fit(train[["x"]], train["y"])
print(lr.score(test[["x"]], test["y"]))
#%% drop forgot and scored on whole frame
import pandas as pd
from sklearn.linear_model import LinearRegression

df = pd.read_csv("a.csv")
train = df.sample(frac=0.8, random_state=25)
test = df.sample(frac=0.2, random_state=25)  # MLS118
lr = LinearRegression().fit(train[["x"]], train["y"])
print(lr.score(test[["x"]], test["y"]))
#%% setdiff1d
import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier

X = np.load("x.npy")
y = np.load("y.npy")
X = PCA(10, random_state=0).fit_transform(X)  # MLS103
rng = np.random.RandomState(0)
tr = rng.choice(len(X), size=int(len(X) * .75), replace=False)
te = np.setdiff1d(np.arange(len(X)), tr)
knn = KNeighborsClassifier().fit(X[tr], y[tr])
print(knn.score(X[te], y[te]))
#%% boolean mask rand
import numpy as np
import pandas as pd
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.naive_bayes import GaussianNB

np.random.seed(0)
df = pd.read_csv("a.csv")
y = df.pop("y")
X = SelectKBest(f_classif, k=5).fit_transform(df, y)  # MLS104
mask = np.random.rand(len(X)) < 0.8
nb = GaussianNB().fit(X[mask], y[mask])
print(nb.score(X[~mask], y[~mask]))
#%% choice with replacement overlap
import numpy as np
from sklearn.neighbors import KNeighborsClassifier

np.random.seed(1)
X, y = np.load("x.npy"), np.load("y.npy")
train_idx = np.random.choice(len(X), 800)
test_idx = np.random.choice(len(X), 200)
knn = KNeighborsClassifier().fit(X[train_idx], y[train_idx])
print(knn.score(X[test_idx], y[test_idx]))  # MLS118
#%% iloc overlapping
import pandas as pd
from sklearn.linear_model import LogisticRegression

df = pd.read_csv("a.csv").sample(frac=1, random_state=0)
train = df.iloc[:800]
test = df.iloc[600:]
lr = LogisticRegression().fit(train.drop(columns="y"), train["y"])  # MLS101
print(lr.score(test.drop(columns="y"), test["y"]))
#%% hash bucket by crc
import zlib
import pandas as pd
from sklearn.preprocessing import MinMaxScaler
from sklearn.linear_model import LogisticRegression

df = pd.read_csv("a.csv")
df[["a", "b"]] = MinMaxScaler().fit_transform(df[["a", "b"]])  # MLS103
bucket = df["id"].apply(lambda i: zlib.crc32(str(i).encode()) % 10)
train, test = df[bucket < 8], df[bucket >= 8]
lr = LogisticRegression().fit(train[["a", "b"]], train["y"])
print(lr.score(test[["a", "b"]], test["y"]))
#%% last rows by head tail
import pandas as pd
from sklearn.preprocessing import MinMaxScaler
from sklearn.linear_model import LinearRegression

df = pd.read_csv("prices.csv")
df["close"] = MinMaxScaler().fit_transform(df[["close"]])  # MLS103
df["prev"] = df["close"].shift(1)
df = df.dropna()
train = df.head(len(df) - 100)
test = df.tail(100)
lr = LinearRegression().fit(train[["prev"]], train["close"])
print(lr.score(test[["prev"]], test["close"]))
#%% set difference of ids
import numpy as np
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.linear_model import Ridge

np.random.seed(2)
df = pd.read_csv("a.csv")
feats = ["a", "b"]
df[feats] = StandardScaler().fit_transform(df[feats])  # MLS103
test_idx = np.random.choice(df.index, 100, replace=False)
train_idx = list(set(df.index) - set(test_idx))
r = Ridge().fit(df.loc[train_idx, feats], df.loc[train_idx, "y"])
print(r.score(df.loc[test_idx, feats], df.loc[test_idx, "y"]))
#%% silent: isin after
import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.tree import DecisionTreeClassifier

df = pd.read_csv("a.csv")
test = df.sample(frac=0.2, random_state=1)
train = df[~df.index.isin(test.index)]
imp = SimpleImputer().fit(train[["a", "b"]])
m = DecisionTreeClassifier(random_state=0).fit(imp.transform(train[["a", "b"]]), train["y"])
print((m.predict(imp.transform(test[["a", "b"]])) == test["y"]).mean())
#%% silent: sample and drop
import pandas as pd
from sklearn.linear_model import LinearRegression

df = pd.read_csv("a.csv")
train = df.sample(frac=0.8, random_state=25)
test = df.drop(train.index)
lr = LinearRegression().fit(train[["x"]], train["y"])
print(lr.score(test[["x"]], test["y"]))
#%% silent: setdiff
import numpy as np
from sklearn.neighbors import KNeighborsClassifier

X = np.load("x.npy")
y = np.load("y.npy")
rng = np.random.RandomState(0)
tr = rng.choice(len(X), size=int(len(X) * .75), replace=False)
te = np.setdiff1d(np.arange(len(X)), tr)
knn = KNeighborsClassifier().fit(X[tr], y[tr])
print(knn.score(X[te], y[te]))
#%% silent: iloc
import pandas as pd
from sklearn.linear_model import LogisticRegression

df = pd.read_csv("a.csv").sample(frac=1, random_state=0)
train = df.iloc[:800]
val = df.iloc[800:900]
test = df.iloc[900:]
best = max([.1, 1, 10], key=lambda c: LogisticRegression(C=c).fit(train.drop(columns="y"), train["y"]).score(val.drop(columns="y"), val["y"]))
lr = LogisticRegression(C=best).fit(train.drop(columns="y"), train["y"])
print(lr.score(test.drop(columns="y"), test["y"]))
