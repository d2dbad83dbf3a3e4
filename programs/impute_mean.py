import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split

rng = np.random.RandomState(5)
df = pd.DataFrame(rng.normal(size=(250, 5)), columns=list("abcde"))
df["price"] = 3 * df["a"] - 2 * df["b"] + rng.normal(scale=0.3, size=250) + 20
for col in "abc":
    df.loc[rng.choice(250, 40, replace=False), col] = np.nan
df.to_csv("prices.csv", index=False)

df = pd.read_csv("prices.csv")
X = df.drop(columns=["price"])
y = df["price"]
X = X.fillna(X.mean())  # smell: MLS103

X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=5)
reg = LinearRegression()
reg.fit(X_train, y_train)
print("MAE: {:.3f}".format(mean_absolute_error(y_test, reg.predict(X_test))))
