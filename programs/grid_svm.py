from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import GridSearchCV
from sklearn.preprocessing import MinMaxScaler
from sklearn.svm import SVC

cancer = load_breast_cancer()
X, y = cancer.data, cancer.target

X = MinMaxScaler().fit_transform(X)  # smell: MLS106

param_grid = {"C": [0.1, 1, 10], "gamma": [0.01, 0.1]}
grid = GridSearchCV(SVC(), param_grid, cv=3)
grid.fit(X, y)
print("best score:", round(grid.best_score_, 4))
print("best C:", grid.best_params_["C"])
