from collections import Counter

from imblearn.over_sampling import RandomOverSampler
from sklearn.datasets import make_classification
from sklearn.metrics import balanced_accuracy_score, f1_score
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier


def load():
    return make_classification(n_samples=700, n_features=12, weights=[0.93], flip_y=0.05, random_state=8)


def run():
    X, y = load()
    ros = RandomOverSampler(random_state=8)
    X, y = ros.fit_resample(X, y)  # smell: MLS105
    print(Counter(y))
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=8)
    model = DecisionTreeClassifier(random_state=8)
    model.fit(X_train, y_train)  # smell: MLS501
    pred = model.predict(X_test)
    print(f"F1 {f1_score(y_test, pred):.3f}")
    print(f"balanced accuracy {balanced_accuracy_score(y_test, pred):.3f}")


if __name__ == "__main__":
    run()
