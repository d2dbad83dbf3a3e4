# codes: MLS101 MLS103 MLS504
#%% each group split and trained
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values("date")
scores = {}
for store, g in df.groupby("store"):
    X, y = g[["price", "dow"]], g["sales"]
    X = StandardScaler().fit_transform(X)  # MLS103
    n = int(len(X) * 0.8)
    m = Ridge().fit(X[:n], y[:n])
    scores[store] = m.score(X[n:], y[n:])
print(scores)
#%% silent each group split and trained
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values("date")
scores = {}
for store, g in df.groupby("store"):
    X, y = g[["price", "dow"]], g["sales"]
    n = int(len(X) * 0.8)
    sc = StandardScaler().fit(X[:n])
    m = Ridge().fit(sc.transform(X[:n]), y[:n])
    scores[store] = m.score(sc.transform(X[n:]), y[n:])
print(scores)
#%% silent last days of each group
import pandas as pd
from lightgbm import LGBMRegressor
df = pd.read_csv("s.csv", parse_dates=["date"])
trains, tests = [], []
for store, g in df.groupby("store"):
    g = g.sort_values("date")
    g["lag1"] = g["sales"].shift(1)
    if len(g) > 7:
        trains.append(g.iloc[:-7])
        tests.append(g.iloc[-7:])
    else:
        trains.append(g)
train, test = pd.concat(trains), pd.concat(tests)
m = LGBMRegressor().fit(train[["lag1", "dow"]], train["sales"])
print(m.score(test[["lag1", "dow"]], test["sales"]))
#%% silent filled in each group
import pandas as pd
from lightgbm import LGBMRegressor
df = pd.read_csv("s.csv", parse_dates=["date"])
def fill(g):
    g["price"] = g["price"].fillna(g["price"].mean())
    return g
df = df.groupby("store").apply(fill)
train, test = df[df["date"] < "2020-01-01"], df[df["date"] >= "2020-01-01"]
m = LGBMRegressor().fit(train[["price", "dow"]], train["sales"])
print(m.score(test[["price", "dow"]], test["sales"]))
