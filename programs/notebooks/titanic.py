# %%
import numpy as np
import pandas as pd
%matplotlib inline
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder, StandardScaler
# %%
rng = np.random.default_rng(1912)
n = 500
df = pd.DataFrame({
    "Pclass": rng.integers(1, 4, n),
    "Sex": rng.choice(["male", "female"], n),
    "Age": rng.normal(30, 12, n).clip(1),
    "Fare": rng.gamma(2, 15, n),
})
df["Survived"] = ((df["Sex"] == "female") * 1.5 - df["Pclass"] * 0.4 + rng.normal(0, 0.7, n) > 0).astype(int)
df.head()
# %%
df["Sex"] = LabelEncoder().fit_transform(df["Sex"])
X = df.drop("Survived", axis=1)
y = df["Survived"]
# %%
scaler = StandardScaler()
X = scaler.fit_transform(X)  # smell: MLS103
# %%
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2)  # smell: MLS201
# %%
logreg = LogisticRegression()
logreg.fit(X_train, y_train)
print("score:", logreg.score(X_test, y_test))
