# codes: MLS113 MLS115 MLS116 MLS119
#%% TimeSeriesSplit beside random split
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.model_selection import TimeSeriesSplit, cross_val_score, train_test_split

df = pd.read_csv("energy.csv")
X, y = df.drop(columns="load"), df["load"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=.2, random_state=42)  # MLS115
rf = RandomForestRegressor(random_state=0)
print(cross_val_score(rf, X_train, y_train, cv=TimeSeriesSplit(5)).mean())
rf.fit(X_train, y_train)
print(rf.score(X_test, y_test))
#%% lags then random split
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("sales.csv", parse_dates=["date"])
df = df.sort_values("date")
for lag in (1, 7, 14):
    df[f"lag_{lag}"] = df["sales"].shift(lag)
df["roll"] = df["sales"].shift(1).rolling(7).mean()
df = df.dropna()
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns=["date", "sales"]), df["sales"], random_state=1)  # MLS115
print(LinearRegression().fit(X_train, y_train).score(X_test, y_test))
#%% datetime index features
import pandas as pd
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.model_selection import train_test_split

df = pd.read_csv("pjm.csv", index_col="Datetime", parse_dates=True)
df["hour"] = df.index.hour
df["lag24"] = df["MW"].shift(24)
df = df.dropna()
X_train, X_test, y_train, y_test = train_test_split(df[["hour", "lag24"]], df["MW"], test_size=0.2, random_state=0)  # MLS115
print(GradientBoostingRegressor(random_state=0).fit(X_train, y_train).score(X_test, y_test))
#%% sliding windows numpy
import numpy as np
import pandas as pd
from sklearn.svm import SVR
from sklearn.model_selection import train_test_split

series = pd.read_csv("stock.csv")["Close"].values
X, y = [], []
for i in range(60, len(series)):
    X.append(series[i - 60:i])
    y.append(series[i])
X, y = np.array(X), np.array(y)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0)  # MLS119
print(SVR().fit(X_train, y_train).score(X_test, y_test))
#%% yfinance target shift
import yfinance as yf
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

data = yf.download("AAPL", start="2015-01-01")
data["Return"] = data["Close"].pct_change()
data["Target"] = (data["Close"].shift(-1) > data["Close"]).astype(int)
data = data.dropna()
X_train, X_test, y_train, y_test = train_test_split(data[["Return", "Volume"]], data["Target"], test_size=.2, random_state=42)  # MLS115
print(RandomForestClassifier(random_state=0).fit(X_train, y_train).score(X_test, y_test))
#%% merge asof forward
import pandas as pd
from sklearn.linear_model import LinearRegression

trades = pd.read_csv("trades.csv", parse_dates=["t"]).sort_values("t")
quotes = pd.read_csv("quotes.csv", parse_dates=["t"]).sort_values("t")
df = pd.merge_asof(trades, quotes, on="t", direction="forward")  # MLS116
cut = int(len(df) * .8)
train, test = df[:cut], df[cut:]
lr = LinearRegression().fit(train[["bid", "ask"]], train["price"])
print(lr.score(test[["bid", "ask"]], test["price"]))
#%% merge asof nearest method
import pandas as pd
from sklearn.linear_model import LinearRegression

def join(a, b):
    return pd.merge_asof(a.sort_values("ts"), b.sort_values("ts"), on="ts", direction="nearest")  # MLS116

df = join(pd.read_csv("load.csv", parse_dates=["ts"]), pd.read_csv("weather.csv", parse_dates=["ts"]))
cut = int(len(df) * .8)
train, test = df.iloc[:cut], df.iloc[cut:]
lr = LinearRegression().fit(train[["temp"]], train["load"])
print(lr.score(test[["temp"]], test["load"]))
#%% centered rolling and bfill
import pandas as pd
from sklearn.linear_model import LinearRegression

df = pd.read_csv("load.csv", parse_dates=["ts"], index_col="ts").sort_index()
df["smooth"] = df["load"].rolling(5, center=True).mean()  # MLS113, MLS116
df["temp"] = df["temp"].bfill()  # MLS116
df = df.dropna()
train, test = df[:"2019"], df["2020":]
lr = LinearRegression().fit(train[["temp", "smooth"]], train["load"])
print(lr.score(test[["temp", "smooth"]], test["load"]))
#%% kfold shuffled on dates
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.model_selection import KFold, cross_val_score

df = pd.read_csv("bikes.csv", parse_dates=["datetime"]).sort_values("datetime")
df["prev_hour"] = df["count"].shift(1)
df["hour"] = df["datetime"].dt.hour
df = df.dropna()
kf = KFold(5, shuffle=True, random_state=0)  # MLS115
print(cross_val_score(RandomForestRegressor(random_state=0), df[["hour", "prev_hour"]], df["count"], cv=kf))
#%% rolling of target without shift
import pandas as pd
from sklearn.linear_model import LinearRegression

df = pd.read_csv("rain.csv", parse_dates=["date"]).sort_values("date")
for w in [3, 7]:
    df[f"rain_ma_{w}"] = df["rain"].rolling(w).mean()  # MLS113
df = df.dropna()
X, y = df.drop(columns=["rain", "date"]), df["rain"]
cut = int(len(df) * .8)
lr = LinearRegression().fit(X[:cut], y[:cut])
print(lr.score(X[cut:], y[cut:]))
#%% rolling of target in a class
import pandas as pd
from sklearn.ensemble import RandomForestRegressor

class Prep:
    def __init__(self, target="demand"):
        self.target = target

    def add(self, df):
        df["lag1"] = df[self.target].shift(1)
        df["mean7"] = df[self.target].rolling(7).mean()  # MLS113
        return df.dropna()

    def xy(self, df):
        return df.drop(columns=[self.target, "date"]), df[self.target]

p = Prep()
df = p.add(pd.read_csv("demand.csv", parse_dates=["date"]))
X, y = p.xy(df)
n = int(.8 * len(X))
rf = RandomForestRegressor(random_state=0).fit(X.iloc[:n], y.iloc[:n])
print(rf.score(X.iloc[n:], y.iloc[n:]))
#%% silent: time split
import pandas as pd
from sklearn.linear_model import LinearRegression

df = pd.read_csv("sales.csv", parse_dates=["date"]).sort_values("date")
df["lag"] = df["sales"].shift(1)
df["roll"] = df["sales"].shift(1).rolling(7).mean()
df = df.dropna()
train, test = df[df["date"] < "2020-01-01"], df[df["date"] >= "2020-01-01"]
print(LinearRegression().fit(train[["lag", "roll"]], train["sales"]).score(test[["lag", "roll"]], test["sales"]))
#%% silent: asof backward
import pandas as pd
from sklearn.linear_model import LinearRegression

trades = pd.read_csv("trades.csv", parse_dates=["t"]).sort_values("t")
quotes = pd.read_csv("quotes.csv", parse_dates=["t"]).sort_values("t")
df = pd.merge_asof(trades, quotes, on="t")
cut = int(len(df) * .8)
train, test = df[:cut], df[cut:]
lr = LinearRegression().fit(train[["bid", "ask"]], train["price"])
print(lr.score(test[["bid", "ask"]], test["price"]))
#%% silent: not time
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("hr.csv", parse_dates=["hired"])
df["tenure"] = (pd.Timestamp("2020-01-01") - df["hired"]).dt.days
X_train, X_test, y_train, y_test = train_test_split(df[["tenure", "salary"]], df["left"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% silent: rolling shifted and target ahead
import pandas as pd
from sklearn.linear_model import LinearRegression

df = pd.read_csv("rain.csv", parse_dates=["date"]).sort_values("date")
df["ma"] = df["rain"].rolling(7).mean()
df["target"] = df["rain"].shift(-1)
df = df.dropna()
X, y = df[["ma", "rain"]], df["target"]
cut = int(len(df) * .8)
lr = LinearRegression().fit(X[:cut], y[:cut])
print(lr.score(X[cut:], y[cut:]))
