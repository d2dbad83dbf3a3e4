"""Several smells at once, as homework often has them."""
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier, VotingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

np.random.seed(1)
raw = pd.DataFrame(np.random.normal(size=(260, 4)), columns=["w", "x", "y", "z"])
raw["label"] = (raw["w"] - raw["z"] + np.random.normal(size=260) > 0).astype(int)
raw.to_csv("votes.csv", index=False)

df = pd.read_csv("votes.csv")
df.rename(columns={"w": "weight"})  # smell: MLS317
X = df.drop("label", axis=1).values
y = df["label"].values
sc = StandardScaler()
X = sc.fit_transform(X)  # smell: MLS103
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=1)
votes = VotingClassifier([("lr", LogisticRegression()), ("dt", DecisionTreeClassifier(random_state=1))], voting="soft")
votes.fit(X_train, y_train)
pred = votes.predict(X_test)
print("precision:", precision_score(pred, y_test))  # smell: MLS505
print("AUC:", roc_auc_score(y_test, pred))  # smell: MLS506
