from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split

X, y = make_classification(600, n_informative=4, random_state=1)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.4, random_state=2, stratify=y)

# the forests that are compared
for depth in (1, 2, 5):
    model = RandomForestClassifier(max_depth=depth, random_state=0)
    model.fit(X_train, y_train)  # smell: MLS501
    pred = model.predict(X_test)
    print(depth, round(f1_score(y_test, pred, average="macro"), 3))
