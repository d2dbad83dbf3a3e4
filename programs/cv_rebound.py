import numpy as np
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(9)
X = rng.normal(size=(60, 30)) * rng.uniform(1, 40, 30)
y = (X[:, 0] / 20 + rng.normal(size=60) > 0).astype(int)

scaler = StandardScaler()
# all columns weigh the same
X = scaler.fit_transform(X)  # smell: MLS106
print("columns", X.shape[1], "largest", round(float(np.abs(X).max()), 1) > 0)
for model in (LogisticRegression(C=0.1), LogisticRegression(C=10)):
    scores = cross_val_score(model, X, y, cv=4, scoring="roc_auc")
    print(f"{scores.mean():.4f} ± {scores.std():.4f}")
final = LogisticRegression().fit(X, y)
new = rng.normal(size=(2, 30))
print("new rows", final.predict(scaler.transform(new)).tolist())
