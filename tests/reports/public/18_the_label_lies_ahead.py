# source: kah-ve/MarketGAN#5 (the reporter is wrong: only the label looks ahead, that is the task)
# expect none
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import balanced_accuracy_score

HISTORY, AHEAD = 20, 10

df = pd.read_csv("quotes.csv", index_col="timestamp", parse_dates=True)[["open", "high", "low", "close", "volume"]]
df = df.sort_index()
moving = df.rolling(HISTORY)
normalised = (df - moving.mean()) / (moving.max() - moving.min())
labels = (df["close"].shift(-AHEAD) > df["close"]).astype(int)

frame = normalised.add_suffix("_norm")
frame["label"] = labels
frame = frame.iloc[HISTORY:-AHEAD]
# the last year of trading is kept for testing, with a gap as long as the label looks ahead
train, test = frame.iloc[: -365 - AHEAD], frame.iloc[-365:]
columns = [c for c in frame.columns if c.endswith("_norm")]
flat = DummyClassifier().fit(train[columns], train["label"])
model = HistGradientBoostingClassifier(random_state=3).fit(train[columns], train["label"])
print("flat", balanced_accuracy_score(test["label"], flat.predict(test[columns])))
print("boosting", balanced_accuracy_score(test["label"], model.predict(test[columns])))
