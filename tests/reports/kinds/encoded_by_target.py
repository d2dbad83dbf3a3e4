# codes: MLS113
#%% map of means
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
means = df.groupby("city")["churn"].mean()
df["city_te"] = df["city"].map(means)  # MLS113
X = df[["age", "city_te"]]
y = df["churn"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% merge agg
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
agg = df.groupby("city").agg(rate=("churn", "mean"), n=("churn", "count")).reset_index()
df = df.merge(agg, on="city", how="left")  # MLS113
X = df.drop(columns=["churn", "city"])
y = df["churn"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% loop dict
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
for col in ["city", "job"]:
    enc = df.groupby(col)["churn"].mean().to_dict()
    df[col] = df[col].map(enc)  # MLS113
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="churn"), df["churn"], random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% function
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
def target_encode(df, col, target):
    mapping = df.groupby(col)[target].mean()
    df[col + "_te"] = df[col].map(mapping)  # MLS113
    return df
def main():
    df = pd.read_csv("c.csv")
    for c in ("city", "job"):
        df = target_encode(df, c, "churn")
    X_train, X_test, y_train, y_test = train_test_split(df.drop(columns=["churn", "city", "job"]), df["churn"], random_state=0)
    m = LogisticRegression().fit(X_train, y_train)
    print(m.score(X_test, y_test))
main()
#%% merge series rename
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
rate = df.groupby(["city", "job"])["churn"].mean().reset_index()
rate = rate.rename(columns={"churn": "hist_rate"})
df = pd.merge(df, rate, how="left", on=["city", "job"])  # MLS113
train, test = train_test_split(df, test_size=0.2, random_state=0)
cols = ["age", "hist_rate"]
m = LogisticRegression().fit(train[cols], train["churn"])
print(m.score(test[cols], test["churn"]))
#%% merge series reset name
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df = df.merge(df.groupby("zip")["price"].median().reset_index(name="zip_price"), on="zip")  # MLS113
feats = [c for c in df.columns if c not in {"price", "zip"}]
X_train, X_test, y_train, y_test = train_test_split(df[feats], df["price"], random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% columns renamed by list
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
stats = df.groupby("zip")["price"].agg(["mean", "std", "count"]).reset_index()
stats.columns = ["zip", "zip_mean", "zip_std", "zip_n"]
df = df.merge(stats, on="zip", how="left")  # MLS113
X = df.drop(["price", "zip"], axis=1)
y = df["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% y grouped by X
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
X = df.drop(columns="churn")
y = df["churn"]
X["city"] = X["city"].map(y.groupby(X["city"]).mean())  # MLS113
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% before date split
import pandas as pd
from lightgbm import LGBMRegressor
df = pd.read_csv("c.csv", parse_dates=["date"])
store_mean = df.groupby("store")["sales"].mean().rename("store_mean")
df = df.join(store_mean, on="store")  # MLS113
train = df[df["date"] < "2020-06-01"]
test = df[df["date"] >= "2020-06-01"]
cols = ["dow", "store_mean"]
m = LGBMRegressor().fit(train[cols], train["sales"])
print(m.score(test[cols], test["sales"]))
#%% class engineer
import pandas as pd
from lightgbm import LGBMRegressor
from sklearn.model_selection import train_test_split
class FeatureEngineer:
    def add_store_stats(self, df):
        stats = df.groupby("store").agg({"sales": ["mean", "std"]})
        stats.columns = ["store_mean", "store_std"]
        return df.merge(stats.reset_index(), on="store", how="left")  # MLS113
    def run(self, df):
        return self.add_store_stats(df)
df = FeatureEngineer().run(pd.read_csv("c.csv"))
X = df.drop(columns=["sales"])
y = df["sales"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LGBMRegressor().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% transform in function
import pandas as pd
from lightgbm import LGBMRegressor
from sklearn.model_selection import train_test_split
TARGET = "price"
def engineer(df: pd.DataFrame) -> pd.DataFrame:
    df = df.copy()
    df["brand_mean"] = df.groupby("brand")[TARGET].transform("mean")  # MLS113
    return df
df = engineer(pd.read_csv("c.csv"))
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns=[TARGET]), df[TARGET], random_state=0)
print(LGBMRegressor().fit(X_train, y_train).score(X_test, y_test))
#%% silent means of train only
import pandas as pd
from lightgbm import LGBMRegressor
df = pd.read_csv("c.csv", parse_dates=["date"])
hist = df[df["date"] < "2019-06-01"]
cur = df[df["date"] >= "2019-06-01"]
cur = cur.merge(hist.groupby("store")["sales"].mean().reset_index(name="m"), on="store", how="left")
train = cur[cur["date"] < "2020-06-01"]
test = cur[cur["date"] >= "2020-06-01"]
m = LGBMRegressor().fit(train[["dow", "m"]], train["sales"])
print(m.score(test[["dow", "m"]], test["sales"]))
#%% silent counts and other columns
import pandas as pd
from lightgbm import LGBMRegressor
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["n"] = df.groupby("zip")["price"].transform("count")
agg = df.groupby("zip").agg(inc=("income", "mean"), k=("price", "size")).reset_index()
df = df.merge(agg, on="zip", how="left")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns=["price"]), df["price"], random_state=0)
print(LGBMRegressor().fit(X_train, y_train).score(X_test, y_test))
#%% silent test encoded by train
import pandas as pd
from lightgbm import LGBMRegressor
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
enc, rest = train_test_split(df, random_state=0, test_size=0.5)
means = enc.groupby("zip")["price"].mean()
rest = rest.assign(zip_te=rest["zip"].map(means))
train, test = train_test_split(rest, random_state=1)
print(LGBMRegressor().fit(train[["zip_te"]], train["price"]).score(test[["zip_te"]], test["price"]))
