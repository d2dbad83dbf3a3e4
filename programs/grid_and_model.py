"""A search, a cross-validation and a model that is kept, all on what one scaler made."""

from sklearn.datasets import load_wine
from sklearn.metrics import f1_score
from sklearn.model_selection import GridSearchCV, cross_val_score, train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

wine = load_wine()
X_train, X_test, y_train, y_test = train_test_split(
    wine.data, wine.target, test_size=0.3, random_state=1, stratify=wine.target
)
scaler = StandardScaler()
X_train_scaled = scaler.fit_transform(X_train)  # smell: MLS106
X_test_scaled = scaler.transform(X_test)

grid = GridSearchCV(SVC(), {"C": [0.01, 0.1, 1], "gamma": ["scale", 0.1]}, cv=5, scoring="f1_macro")
grid.fit(X_train_scaled, y_train)
print("best", grid.best_params_["C"], round(grid.best_score_, 4))
scores = cross_val_score(SVC(C=0.05), X_train_scaled, y_train, cv=5, scoring="f1_macro")
print("SVC: %.4f ± %.4f" % (scores.mean(), scores.std()))

model = SVC(C=grid.best_params_["C"]).fit(X_train_scaled, y_train)
print("kept", round(f1_score(y_test, model.predict(X_test_scaled), average="macro"), 4))
print("searched", round(f1_score(y_test, grid.predict(X_test_scaled), average="macro"), 4))
