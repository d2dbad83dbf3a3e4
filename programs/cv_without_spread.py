from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.model_selection import cross_val_score

X, y = load_diabetes(return_X_y=True)
for alpha in (0.1, 1, 10):
    ridge = Ridge(alpha=alpha)
    print(alpha, cross_val_score(ridge, X, y, cv=5, scoring="r2").mean())  # smell: MLS511
