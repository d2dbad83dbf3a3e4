# source: AI4Finance-Foundation/FinRL#189, as it should be
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score


class FeatureEngineer:
    def __init__(self, windows=(5, 20)):
        self.windows = windows

    def preprocess_data(self, df):
        df = df.sort_values("date").set_index("date")
        for window in self.windows:
            df[f"sma_{window}"] = df["close"].rolling(window).mean()
            df[f"std_{window}"] = df["close"].rolling(window).std()
        df["turnover"] = df["volume"].diff()
        before = len(df)
        df = df.ffill().dropna()
        print("dropped", before - len(df), "rows at the start")
        return df


prices = pd.read_csv("dow_30.csv", parse_dates=["date"])
frame = FeatureEngineer().preprocess_data(prices)
frame["up"] = (frame["close"].shift(-1) > frame["close"]).astype(int)
frame = frame.iloc[:-1]
columns = ["sma_5", "std_5", "sma_20", "std_20", "turnover"]
train, trade = frame[frame.index < "2019-01-01"], frame[frame.index >= "2019-01-01"]
flat = DummyClassifier().fit(train[columns], train["up"])
model = LogisticRegression(max_iter=1000).fit(train[columns], train["up"])
print("flat", balanced_accuracy_score(trade["up"], flat.predict(trade[columns])))
print("model", balanced_accuracy_score(trade["up"], model.predict(trade[columns])))
