# %%
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
# %%
rng = np.random.default_rng(61)
made = pd.DataFrame(rng.normal(100, 30, size=(320, 3)), columns=["glucose", "insulin", "bmi"]).round(1)
made["outcome"] = (made["glucose"] + rng.normal(0, 20, 320) > 110).astype(int)
made = made.mask(rng.random(made.shape) < 0.1)
made["outcome"] = made["outcome"].fillna(0)
made["id"] = range(320)
made.to_csv("pima.csv", index=False)
# %%
data = pd.read_csv("pima.csv")
data.isnull().sum()
# %%
data["glucose"] = data["glucose"].fillna(data["glucose"].mean())  # smell: MLS103
data["insulin"] = data["insulin"].fillna(data["insulin"].mean())  # smell: MLS103
data["bmi"] = data["bmi"].fillna(data["bmi"].median())  # smell: MLS103
data.head()
# %%
data = data.drop("id", axis=1)
X = data.drop("outcome", axis=1)
y = data["outcome"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=61)
# %%
lr = LogisticRegression(max_iter=1000)
lr.fit(X_train, y_train)
print("accuracy", lr.score(X_test, y_test))
