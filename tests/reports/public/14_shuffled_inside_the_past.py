# source: nayash/stock_cnn_blog_pub#1 (the reporter is wrong: test is cut off in time before anything is shuffled)
# expect none: at most a note about the validation part
import keras
import numpy as np
import pandas as pd
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler

keras.utils.set_random_seed(1)
table = pd.read_csv("wmt_indicators.csv", parse_dates=["timestamp"]).sort_values("timestamp")
columns = [c for c in table.columns if c.startswith(("rsi_", "wma_", "ema_", "cci_", "roc_"))]

cut = int(len(table) * 0.8)
past, future = table.iloc[:cut], table.iloc[cut:]
x_past, y_past = past[columns].to_numpy(), past["labels"].to_numpy()
x_test, y_test = future[columns].to_numpy(), future["labels"].to_numpy()

x_train, x_cv, y_train, y_cv = train_test_split(x_past, y_past, train_size=0.8, random_state=2, stratify=y_past)
scaler = MinMaxScaler(feature_range=(0, 1))
x_train = scaler.fit_transform(x_train)
x_cv, x_test = scaler.transform(x_cv), scaler.transform(x_test)

model = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(3, activation="softmax")])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
stop = keras.callbacks.EarlyStopping(patience=10, restore_best_weights=True)
model.fit(x_train, y_train, epochs=300, validation_data=(x_cv, y_cv), callbacks=[stop], verbose=0)

hold = np.full(len(y_test), np.bincount(y_train).argmax())
print("always hold", f1_score(y_test, hold, average="macro"))
print("network", f1_score(y_test, model.predict(x_test).argmax(axis=1), average="macro"))
