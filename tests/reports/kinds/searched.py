# codes: MLS106
#%% the best score of a search is the result
import pandas as pd
from optuna.integration import OptunaSearchCV
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler

df = pd.read_csv("train.csv")
X = StandardScaler().fit_transform(df.drop(columns="y"))  # MLS106
search = OptunaSearchCV(Ridge(), {}, cv=5, random_state=0)
search.fit(X, df["y"])
print(search.best_score_)
#%% grid search in functions
import numpy as np
from sklearn.decomposition import PCA
from sklearn.model_selection import GridSearchCV
from sklearn.svm import SVC

def features(path):
    X = np.load(path)
    return PCA(n_components=5, random_state=0).fit_transform(X)  # MLS106

def tune(X, y):
    grid = GridSearchCV(SVC(), {"C": [1, 10]}, cv=5)
    grid.fit(X, y)
    return grid

grid = tune(features("X.npy"), np.load("y.npy"))
print("best", grid.best_params_, "accuracy", grid.best_score_)
#%% logged
import logging
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import RandomizedSearchCV
from sklearn.preprocessing import MinMaxScaler

log = logging.getLogger(__name__)
df = pd.read_csv("train.csv")
X, y = df.drop(columns="y"), df["y"]
X[["a", "b"]] = MinMaxScaler().fit_transform(X[["a", "b"]])  # MLS106
rs = RandomizedSearchCV(RandomForestClassifier(random_state=0), {"max_depth": [2, 4]}, n_iter=2, random_state=0)
rs.fit(X, y)
log.info("score %s", rs.best_score_)
#%% silent: only the parameters are taken, and the test rows are clean
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.preprocessing import StandardScaler

df = pd.read_csv("train.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
scaler = StandardScaler()
X_train = scaler.fit_transform(X_train)
grid = GridSearchCV(Ridge(), {"alpha": [1, 10]}, cv=5).fit(X_train, y_train)
print(grid.best_params_, grid.best_score_)
print(grid.score(scaler.transform(X_test), y_test))
#%% silent: no score is shown
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV
from sklearn.preprocessing import StandardScaler

df = pd.read_csv("train.csv")
X = StandardScaler().fit_transform(df.drop(columns="y"))
grid = GridSearchCV(Ridge(), {"alpha": [1, 10]}, cv=5).fit(X, df["y"])
print(grid.best_params_)
#%% silent: in a pipeline
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

df = pd.read_csv("train.csv")
grid = GridSearchCV(make_pipeline(StandardScaler(), Ridge()), {"ridge__alpha": [1, 10]}, cv=5)
print(grid.fit(df.drop(columns="y"), df["y"]).best_score_)
