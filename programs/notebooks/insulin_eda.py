# %% [markdown]
# # Diabetes
# %%
import numpy as np
import pandas as pd

rng = np.random.default_rng(0)
df = pd.DataFrame(rng.normal(50, 20, size=(150, 3)), columns=["glucose", "insulin", "bmi"])
df["outcome"] = (df["glucose"] + 8 * rng.normal(size=150) > 55).astype(int)
df.loc[rng.random(150) < 0.3, "insulin"] = np.nan
# %%
df.head(2)
# %%
%matplotlib inline
df["insulin"].fillna(df["insulin"].median(), inplace=False).shape
# %%
# the median is robust
df["insulin"] = df["insulin"].fillna(df["insulin"].median())  # smell: MLS103
# %%
high = df[df["insulin"] > 80]
len(high)
# %%
X = df[["glucose", "insulin", "bmi"]].to_numpy()
y = df["outcome"].to_numpy()
# %%
from sklearn.model_selection import train_test_split

X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)
# %%
from sklearn.linear_model import LogisticRegression

model = LogisticRegression(max_iter=500).fit(X_train, y_train)
print("accuracy", model.score(X_test, y_test))
