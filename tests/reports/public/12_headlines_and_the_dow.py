# source: Currie32/Predicting-the-Dow-Jones-with-Headlines#6
import numpy as np
import pandas as pd
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import Ridge
from sklearn.metrics import median_absolute_error
from sklearn.model_selection import train_test_split

dj = pd.read_csv("DowJones.csv", parse_dates=["Date"]).sort_values("Date")
news = pd.read_csv("News.csv", parse_dates=["Date"])

dj["move"] = dj["Open"].diff().shift(-1)
dj = dj.dropna(subset=["move"])
words = news["News"].str.lower().str.split().str.len().groupby(news["Date"]).agg(["mean", "max", "count"])
days = dj.merge(words, left_on="Date", right_index=True, how="inner", validate="one_to_one")
days["move_yesterday"] = days["Open"].diff().fillna(0.0)

X = days[["mean", "max", "count", "move_yesterday"]].to_numpy()
y = np.sign(days["move"].to_numpy()) * np.log1p(days["move"].abs().to_numpy())

x_train, x_test, y_train, y_test = train_test_split(X, y, test_size=0.15, random_state=2)  # expect: MLS115
print("training on", len(x_train), "days, testing on", len(x_test))
middle = DummyRegressor(strategy="median").fit(x_train, y_train)
model = Ridge(alpha=1.0).fit(x_train, y_train)
print("median only", median_absolute_error(y_test, middle.predict(x_test)))
print("ridge", median_absolute_error(y_test, model.predict(x_test)))
