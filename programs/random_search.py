from scipy.stats import uniform
from sklearn.datasets import load_diabetes
from sklearn.linear_model import ElasticNet
from sklearn.model_selection import RandomizedSearchCV
from sklearn.preprocessing import StandardScaler

X, y = load_diabetes(return_X_y=True)
scaler = StandardScaler()
X_std = scaler.fit_transform(X)  # smell: MLS106

net = ElasticNet(max_iter=5000)
search = RandomizedSearchCV(
    estimator=net,
    param_distributions=dict(alpha=uniform(0.01, 1), l1_ratio=uniform(0, 1)),
    n_iter=8,
    cv=3,
    scoring="r2",
    random_state=0,
)
search.fit(X_std, y)
print("R2: %.3f" % search.best_score_)
print(search.best_params_)
