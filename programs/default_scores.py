from sklearn.datasets import load_breast_cancer
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

X, y = load_breast_cancer(return_X_y=True)
pipe = make_pipeline(StandardScaler(), LogisticRegression())
tree = DecisionTreeClassifier(max_depth=3, random_state=0)
print("baseline", cross_val_score(DummyClassifier(), X, y, cv=5, scoring="accuracy"))
print("logistic", cross_val_score(pipe, X, y, cv=5))  # smell: MLS509
print("tree", cross_val_score(tree, X, y, cv=5))
