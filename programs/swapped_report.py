from sklearn.datasets import load_wine
from sklearn.metrics import accuracy_score, f1_score, precision_score
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

wine = load_wine()
X_train, X_test, y_train, y_test = train_test_split(wine.data, wine.target, test_size=0.4, random_state=9)
tree = DecisionTreeClassifier(max_depth=2, random_state=9)
tree.fit(X_train, y_train)
y_pred = tree.predict(X_test)

print("accuracy", accuracy_score(y_pred, y_test))
print("precision", precision_score(y_pred, y_test, average="macro"))  # smell: MLS505
print("f1", f1_score(y_pred, y_test, average="weighted"))
