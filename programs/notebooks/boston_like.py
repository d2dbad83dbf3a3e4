# %%
import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
# %%
rng = np.random.default_rng(8)
df = pd.DataFrame(rng.normal(size=(300, 4)), columns=["crim", "rm", "age", "tax"])
df["medv"] = 5 * df["rm"] - df["crim"] + rng.normal(size=300) + 22
df.to_csv("boston.csv", index=False)
# %%
df = pd.read_csv("boston.csv")
X = df.drop("medv", axis=1)
y = df["medv"]
# %%
ss = StandardScaler()
ss.fit(X)  # smell: MLS103
# %%
X = ss.transform(X)
# %%
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=8)
# %%
lm = LinearRegression()
lm.fit(X_train, y_train)
mean_squared_error(y_test, lm.predict(X_test))
# %%
print("MSE:", round(mean_squared_error(y_test, lm.predict(X_test)), 3))
