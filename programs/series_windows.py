import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error
from sklearn.preprocessing import MinMaxScaler


def windows(values, back=5):
    X, y = [], []
    for i in range(back, len(values)):
        X.append(values[i - back:i, 0])
        y.append(values[i, 0])
    return np.array(X), np.array(y)


rng = np.random.default_rng(2)
df = pd.DataFrame({"close": 100 + np.cumsum(rng.normal(0.4, 1, 300))})
dataset = df[["close"]].values
scaler = MinMaxScaler(feature_range=(0, 1))
dataset = scaler.fit_transform(dataset)  # smell: MLS103
print("scaled", dataset.shape)

# the last third is for testing
train_size = int(len(dataset) * 0.67)
train, test = dataset[0:train_size, :], dataset[train_size:len(dataset), :]
X_train, y_train = windows(train)
X_test, y_test = windows(test)
model = Ridge(alpha=0.1).fit(X_train, y_train)
predicted = scaler.inverse_transform(model.predict(X_test).reshape(-1, 1))
wanted = scaler.inverse_transform(y_test.reshape(-1, 1))
print("RMSE %.4f" % np.sqrt(mean_squared_error(wanted, predicted)))
