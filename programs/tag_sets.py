import numpy as np
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

tags = [{"red", "round"}, {"green", "round"}, {"yellow", "long"}, {"green", "long"}] * 30
names = np.array(["apple", "lime", "banana", "cucumber"] * 30)
all_tags = {tag for row in tags for tag in row}
columns = list(all_tags)
X = np.array([[tag in row for tag in columns] for row in tags], dtype=float)
X_train, X_test, y_train, y_test = train_test_split(X, names, test_size=0.3, random_state=0)
tree = DecisionTreeClassifier(random_state=0).fit(X_train, y_train)  # smell: MLS501
print("F1", f1_score(y_test, tree.predict(X_test), average="macro"))
