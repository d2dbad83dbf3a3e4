# codes: MLS113 MLS116
#%% plain
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values("date")
df["roll7"] = df["sales"].rolling(7).mean()  # MLS113
df = df.dropna()
cut = int(len(df) * 0.8)
train, test = df[:cut], df[cut:]
m = RandomForestRegressor(random_state=0).fit(train[["dow", "roll7"]], train["sales"])
print(m.score(test[["dow", "roll7"]], test["sales"]))
#%% transform lambda
import pandas as pd
from lightgbm import LGBMRegressor
df = pd.read_csv("s.csv", parse_dates=["date"])
df = df.sort_values(["store", "date"])
df["roll7"] = df.groupby("store")["sales"].transform(lambda x: x.rolling(7, min_periods=1).mean())  # MLS113
train = df[df["date"] < "2020-01-01"]
test = df[df["date"] >= "2020-01-01"]
cols = ["dow", "roll7"]
m = LGBMRegressor().fit(train[cols], train["sales"])
print(m.score(test[cols], test["sales"]))
#%% groupby apply function
import pandas as pd
import lightgbm as lgb
df = pd.read_csv("s.csv", parse_dates=["date"])
def add_features(group):
    group = group.sort_values("date")
    group["lag1"] = group["sales"].shift(1)
    group["roll7"] = group["sales"].rolling(7, min_periods=1).mean()  # MLS113
    return group
df = df.groupby("store", group_keys=True).apply(add_features).reset_index()
df = df.dropna(subset=["lag1"])
features = ["lag1", "roll7"]
train = df[df["date"] < "2020-01-01"]
test = df[df["date"] >= "2020-01-01"]
model = lgb.LGBMRegressor()
model.fit(train[features], train["sales"])
print(model.score(test[features], test["sales"]))
#%% loop over groups
import pandas as pd
import lightgbm as lgb
df = pd.read_csv("s.csv", parse_dates=["date"])
parts = []
for store, group in df.groupby("store"):
    group = group.sort_values("date").copy()
    group["lag1"] = group["sales"].shift(1)
    group["roll7"] = group["sales"].rolling(7).mean()  # MLS113
    parts.append(group)
df = pd.concat(parts, ignore_index=True)
features = ["lag1", "roll7"]
train = df[df["date"] < "2020-01-01"]
test = df[df["date"] >= "2020-01-01"]
model = lgb.LGBMRegressor()
model.fit(train[features], train["sales"])
print(model.score(test[features], test["sales"]))
#%% loop over windows
import pandas as pd
from xgboost import XGBRegressor
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values("date")
for w in [7, 14, 28]:
    df[f"roll_{w}"] = df["sales"].rolling(w).mean()  # MLS113
df = df.dropna()
X = df.drop(columns=["date", "sales"])
y = df["sales"]
n = int(len(df) * 0.8)
m = XGBRegressor().fit(X[:n], y[:n])
print(m.score(X[n:], y[n:]))
#%% grouped rolling
import pandas as pd
from xgboost import XGBRegressor
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values(["store", "date"])
df["roll"] = df.groupby("store")["sales"].rolling(7).mean().reset_index(level=0, drop=True)  # MLS113
X = df.drop(["date", "sales"], axis=1)
y = df["sales"]
n = int(len(df) * 0.8)
m = XGBRegressor().fit(X[:n], y[:n])
print(m.score(X[n:], y[n:]))
#%% class method with target attribute
import pandas as pd
from xgboost import XGBRegressor
class Features:
    def __init__(self, target="sales", windows=(7, 14)):
        self.target = target
        self.windows = windows
    def build(self, df):
        df = df.copy()
        df["lag_1"] = df[self.target].shift(1)
        for w in self.windows:
            df[f"roll_mean_{w}"] = df[self.target].rolling(window=w).mean()  # MLS113
        return df.dropna()
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values("date")
df = Features().build(df)
X = df.drop(columns=["date", "sales"])
y = df["sales"]
n = int(len(df) * 0.8)
m = XGBRegressor().fit(X[:n], y[:n])
print(m.score(X[n:], y[n:]))
#%% ewm and list of columns by exclusion
import pandas as pd
from xgboost import XGBRegressor
TARGET = "demand"
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values("date")
df["ewm"] = df[TARGET].ewm(span=7).mean()  # MLS113
feature_cols = [c for c in df.columns if c not in ["date", TARGET]]
n = int(len(df) * 0.8)
train, test = df.iloc[:n], df.iloc[n:]
m = XGBRegressor().fit(train[feature_cols], train[TARGET])
print(m.score(test[feature_cols], test[TARGET]))
#%% assign
import pandas as pd
from xgboost import XGBRegressor
df = (
    pd.read_csv("s.csv", parse_dates=["date"])
    .sort_values("date")
    .assign(
        lag1=lambda d: d["sales"].shift(1),
        roll7=lambda d: d["sales"].rolling(7).mean(),  # MLS113
    )
    .dropna()
)
X = df[["lag1", "roll7"]]
y = df["sales"]
n = int(len(df) * 0.8)
m = XGBRegressor().fit(X[:n], y[:n])
print(m.score(X[n:], y[n:]))
#%% polars over
import polars as pl
from xgboost import XGBRegressor
df = pl.read_csv("s.csv").sort("date")
df = df.with_columns(pl.col("sales").rolling_mean(7).over("store").alias("roll7"))  # MLS113
train = df.filter(pl.col("date") < "2020-01-01")
test = df.filter(pl.col("date") >= "2020-01-01")
cols = ["dow", "roll7"]
m = XGBRegressor().fit(train[cols], train["sales"])
print(m.score(test[cols], test["sales"]))
#%% function in a function
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
def make_features(df, target_col):
    out = df.copy()
    out["ma_5"] = out[target_col].rolling(5).mean()  # MLS113
    out["std_5"] = out[target_col].rolling(5).std()  # MLS113
    return out
def main():
    df = pd.read_csv("s.csv", index_col="date", parse_dates=True)
    df = make_features(df, "load").dropna()
    X, y = df.drop("load", axis=1), df["load"]
    split = int(len(X) * 0.8)
    X_train, X_test, y_train, y_test = X.iloc[:split], X.iloc[split:], y.iloc[:split], y.iloc[split:]
    m = RandomForestRegressor(random_state=0).fit(X_train, y_train)
    print(m.score(X_test, y_test))
if __name__ == "__main__":
    main()
#%% chained shift but wrong order across groups
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values(["store", "date"])
df["change"] = df["sales"].pct_change()  # MLS113
df["diff"] = df["sales"] - df["sales"].shift(1)  # MLS113
train, test = df[df.date < "2020-01-01"], df[df.date >= "2020-01-01"]
m = RandomForestRegressor(random_state=0).fit(train[["diff", "change"]], train["sales"])
print(m.score(test[["diff", "change"]], test["sales"]))
#%% silent shifted before
import pandas as pd
from lightgbm import LGBMRegressor
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values(["store", "date"])
df["roll7"] = df.groupby("store")["sales"].transform(lambda x: x.shift(1).rolling(7).mean())
df["roll14"] = df.groupby("store")["sales"].shift(1).rolling(14).mean()
df["roll28"] = df["sales"].rolling(28).mean().shift(1)
train, test = df[df.date < "2020-01-01"], df[df.date >= "2020-01-01"]
cols = ["roll7", "roll14", "roll28"]
m = LGBMRegressor().fit(train[cols], train["sales"])
print(m.score(test[cols], test["sales"]))
#%% silent target is tomorrow
import pandas as pd
from lightgbm import LGBMRegressor
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values("date")
df["roll7"] = df["sales"].rolling(7).mean()
df["target"] = df["sales"].shift(-1)
df = df.dropna()
n = int(len(df) * 0.8)
train, test = df.iloc[:n], df.iloc[n:]
m = LGBMRegressor().fit(train[["sales", "roll7"]], train["target"])
print(m.score(test[["sales", "roll7"]], test["target"]))
#%% silent other column in group function
import pandas as pd
import lightgbm as lgb
df = pd.read_csv("s.csv", parse_dates=["date"])
def add_features(group):
    group = group.sort_values("date")
    group["roll7"] = group["price"].rolling(7, min_periods=1).mean()
    group["lag"] = group["sales"].shift(1).rolling(7).mean()
    return group
df = df.groupby("store", group_keys=False).apply(add_features)
features = ["lag", "roll7"]
train, test = df[df.date < "2020-01-01"], df[df.date >= "2020-01-01"]
model = lgb.LGBMRegressor().fit(train[features], train["sales"])
print(model.score(test[features], test["sales"]))
#%% silent closed left
import pandas as pd
import lightgbm as lgb
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values("date").set_index("date")
df["roll7"] = df["sales"].rolling("7D", closed="left").mean()
features = ["dow", "roll7"]
train, test = df[:"2020-01-01"], df["2020-01-02":]
model = lgb.LGBMRegressor().fit(train[features], train["sales"])
print(model.score(test[features], test["sales"]))
#%% shift minus one in group function
import pandas as pd
from xgboost import XGBClassifier
df = pd.read_csv("s.csv", parse_dates=["date"])
def feats(g):
    g = g.sort_values("date")
    g["next_temp"] = g["temp"].shift(-1)  # MLS116
    return g
df = df.groupby("station").apply(feats).reset_index(drop=True).dropna()
train, test = df[df.date < "2020-01-01"], df[df.date >= "2020-01-01"]
cols = ["temp", "next_temp"]
m = XGBClassifier().fit(train[cols], train["rain"])
print(m.score(test[cols], test["rain"]))
#%% grouped shift minus
import pandas as pd
from xgboost import XGBClassifier
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values(["station", "date"])
for k in range(1, 4):
    df[f"temp_lead_{k}"] = df.groupby("station")["temp"].shift(-k)  # MLS116
df = df.dropna()
train, test = df[df.date < "2020-01-01"], df[df.date >= "2020-01-01"]
cols = [c for c in df.columns if c not in ("date", "station", "rain")]
m = XGBClassifier().fit(train[cols], train["rain"])
print(m.score(test[cols], test["rain"]))
#%% centred per group
import pandas as pd
from xgboost import XGBClassifier
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values(["station", "date"])
df["smooth"] = df.groupby("station")["temp"].transform(lambda s: s.rolling(5, center=True).mean())  # MLS116
train, test = df[df.date < "2020-01-01"], df[df.date >= "2020-01-01"]
cols = ["smooth", "temp"]
m = XGBClassifier().fit(train[cols], train["rain"])
print(m.score(test[cols], test["rain"]))
#%% listcomp of groups
import pandas as pd
import lightgbm as lgb
def feats(g):
    g = g.sort_values("date").copy()
    g["ema"] = g["sales"].ewm(span=7).mean()  # MLS113
    return g
df = pd.read_csv("s.csv", parse_dates=["date"])
df = pd.concat([feats(g) for _, g in df.groupby("store")])
train, test = df[df["date"] < "2020-01-01"], df[df["date"] >= "2020-01-01"]
model = lgb.LGBMRegressor().fit(train[["ema", "dow"]], train["sales"])
print(model.score(test[["ema", "dow"]], test["sales"]))
#%% range windows
import pandas as pd
import lightgbm as lgb
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values("date")
for w in range(2, 30, 7):
    df["roll_" + str(w)] = df["sales"].rolling(w).mean()  # MLS113
train, test = df[df["date"] < "2020-01-01"], df[df["date"] >= "2020-01-01"]
feats = [c for c in df.columns if c not in ["date", "sales"]]
model = lgb.LGBMRegressor().fit(train[feats], train["sales"])
print(model.score(test[feats], test["sales"]))
#%% get dummies after
import pandas as pd
import lightgbm as lgb
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values("date")
df["roll7"] = df["sales"].rolling(7).mean()  # MLS113
df = pd.get_dummies(df, columns=["shop"])
df = df.rename(columns={"dow": "day"})
train, test = df[df["date"] < "2020-01-01"], df[df["date"] >= "2020-01-01"]
X_train, y_train = train.drop(columns=["sales", "date"]), train["sales"]
X_test, y_test = test.drop(columns=["sales", "date"]), test["sales"]
model = lgb.LGBMRegressor().fit(X_train, y_train)
print(model.score(X_test, y_test))
#%% dict of groups
import pandas as pd
import lightgbm as lgb
df = pd.read_csv("s.csv", parse_dates=["date"])
def by_series(data, key, target):
    out = []
    for k, part in data.groupby(key):
        part = part.sort_values("date")
        part[f"{target}_ma"] = part[target].rolling(window=4).mean()  # MLS113
        out.append(part)
    return pd.concat(out)
df = by_series(df, ["store", "item"], "sales")
df = df.dropna()
y = df["sales"]
X = df.drop(columns=["sales", "date"])
cut = int(len(df) * .8)
model = lgb.LGBMRegressor().fit(X[:cut], y[:cut])
print(model.score(X[cut:], y[cut:]))
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
#%% silent return of tomorrow
import pandas as pd
from lightgbm import LGBMRegressor
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values("date")
df["ret"] = df["close"].pct_change()
df["target"] = df["close"].shift(-5) / df["close"] - 1
df["up"] = (df["target"] > 0).astype(int)
df = df.dropna()
cut = int(len(df) * .8)
train, test = df[:cut], df[cut:]
m = LGBMRegressor().fit(train[["close", "ret"]], train["target"])
print(m.score(test[["close", "ret"]], test["target"]))
#%% silent per ticker returns
import pandas as pd
from lightgbm import LGBMClassifier
df = pd.read_csv("s.csv", parse_dates=["date"])
def feats(g):
    g = g.sort_values("date")
    g["ret"] = g["close"].pct_change()
    g["ma"] = g["close"].rolling(10).mean()
    g["y"] = (g["close"].shift(-1) > g["close"]).astype(int)
    return g
df = df.groupby("ticker", group_keys=False).apply(feats).dropna()
train, test = df[df["date"] < "2020-01-01"], df[df["date"] >= "2020-01-01"]
cols = ["ret", "ma", "close"]
m = LGBMClassifier().fit(train[cols], train["y"])
print(m.score(test[cols], test["y"]))
#%% silent rank of group lambda minus self
import pandas as pd
from lightgbm import LGBMRegressor
df = pd.read_csv("s.csv", parse_dates=["date"]).sort_values("date")
df["ma"] = df.groupby("store")["sales"].transform(lambda s: s.shift().expanding().mean())
df["mb"] = df.groupby("store")["sales"].apply(lambda s: s.shift(7)).values
df["mc"] = df.groupby("store")["sales"].transform(lambda s: s.rolling(7, closed="left").sum())
train, test = df[df["date"] < "2020-01-01"], df[df["date"] >= "2020-01-01"]
cols = ["ma", "mb", "mc"]
m = LGBMRegressor().fit(train[cols], train["sales"])
print(m.score(test[cols], test["sales"]))
#%% groups by number, and parts that may be empty
import pandas as pd
import lightgbm as lgb
df = pd.read_csv("s.csv", parse_dates=["date"])
done = []
for i, ((store, product), group) in enumerate(df.groupby(["store", "product"])):
    group = group.sort_values("date").copy()
    group["lag1"] = group["sales"].shift(1)
    group["roll7"] = group["sales"].rolling(7).mean()  # MLS113
    done.append(group)
df = pd.concat(done, ignore_index=True)
trains, tests = [], []
for _, group in df.groupby(["store", "product"]):
    if len(group) > 7:
        trains.append(group.iloc[:-7])
        tests.append(group.iloc[-7:])
    else:
        trains.append(group)
train = pd.concat(trains) if trains else pd.DataFrame()
test = pd.concat(tests) if tests else pd.DataFrame()
features = ["lag1", "roll7"]
model = lgb.LGBMRegressor(random_state=1).fit(train[features], train["sales"])
test["pred"] = model.predict(test[features])
