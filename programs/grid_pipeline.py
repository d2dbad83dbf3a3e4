"""The model is a pipeline already, the selection is not part of it."""
import numpy as np
from sklearn.feature_selection import SelectKBest, f_regression
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, KFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(40)
X = rng.normal(size=(80, 600))
y = rng.normal(size=80)

select = SelectKBest(f_regression, k=10)
X_best = select.fit_transform(X, y)  # smell: MLS104
search = GridSearchCV(
    make_pipeline(StandardScaler(), Ridge()),
    {"ridge__alpha": [0.1, 1.0, 10.0]},
    cv=KFold(4, shuffle=True, random_state=0),
    scoring="r2",
)
search.fit(X_best, y)
print("R2 of the best: %.3f" % search.best_score_)
print("alpha:", search.best_params_["ridge__alpha"])
