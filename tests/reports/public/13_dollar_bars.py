# source: BlackArbsCEO/Adv_Fin_ML_Exercises#23
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split

RANDOM_STATE = 777
bars = pd.read_parquet("ivv_dollar_bars.parquet")
bars.index = pd.to_datetime(bars.index)

close = bars["price"]
features = pd.DataFrame(index=close.index)
features["ret"] = close.pct_change()
features["mom5"] = close.pct_change(5)
features["vol50"] = features["ret"].rolling(50).std()
features["autocorr"] = features["ret"].rolling(50).apply(lambda r: r.autocorr(), raw=False)
features["label"] = (close.shift(-10) > close).astype(int)
features = features.iloc[:-10].dropna()

X = features[["ret", "mom5", "vol50", "autocorr"]]
y = features["label"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=RANDOM_STATE)  # expect: MLS115

prior = DummyClassifier().fit(X_train, y_train)
print(classification_report(y_test, prior.predict(X_test), zero_division=0))
forest = RandomForestClassifier(n_estimators=500, class_weight="balanced_subsample", random_state=RANDOM_STATE)
forest.fit(X_train, y_train)
print(classification_report(y_test, forest.predict(X_test)))
