import contextlib
import time

from sklearn.datasets import load_wine
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MaxAbsScaler


@contextlib.contextmanager
def stopwatch(name):
    start = time.perf_counter()
    yield
    print(name, "was quick" if time.perf_counter() - start < 600 else "was slow")


X, y = load_wine(return_X_y=True)
with stopwatch("training"):
    scaler = MaxAbsScaler()
    X = scaler.fit_transform(X)  # smell: MLS103
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=8)
    trees = ExtraTreesClassifier(n_estimators=20, random_state=8)
    trees.fit(X_train, y_train)
print("accuracy %.3f" % accuracy_score(y_test, trees.predict(X_test)))
