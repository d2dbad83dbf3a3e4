# source: spawnaga/market_direction_prediction#1
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import balanced_accuracy_score


def book_features(book):
    features = pd.DataFrame(index=book.index)
    features["spread"] = book["ask_1"] - book["bid_1"]
    features["mid_price"] = (book["ask_1"] + book["bid_1"]) / 2
    features["imbalance"] = book["bid_size_1"] / (book["bid_size_1"] + book["ask_size_1"])
    # movement of the mid price (lagged to avoid look-ahead bias)
    features["mid_price_movement"] = features["mid_price"].diff().shift(-1)  # expect: MLS116
    features["rolling_spread"] = features["spread"].rolling(20).mean()
    return features


book = pd.read_csv("depth.csv", parse_dates=["time"], index_col="time").sort_index()
data = book_features(book)
data["direction"] = (data["mid_price"].shift(-5) > data["mid_price"]).astype(int)
data = data.iloc[20:-5]

cut = int(len(data) * 0.8)
train, test = data.iloc[:cut], data.iloc[cut:]
columns = ["spread", "imbalance", "mid_price_movement", "rolling_spread"]
flat = DummyClassifier().fit(train[columns], train["direction"])
model = RandomForestClassifier(random_state=0).fit(train[columns], train["direction"])
print("flat", balanced_accuracy_score(test["direction"], flat.predict(test[columns])))
print("forest", balanced_accuracy_score(test["direction"], model.predict(test[columns])))
