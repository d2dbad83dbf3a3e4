# source: udacity/sdc-issue-reports#1364, as it should be
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.metrics import accuracy_score
from sklearn.tree import DecisionTreeClassifier

train = pd.read_csv("terrain_train.csv")
test = pd.read_csv("terrain_test.csv")
features = ["grade", "bumpiness"]


def classify(rows, kinds):
    clf = DecisionTreeClassifier(random_state=23)
    return clf.fit(rows, kinds)


clf = classify(train[features], train["speed"])
pred = clf.predict(test[features])
slow = DummyClassifier().fit(train[features], train["speed"])
print("most frequent", accuracy_score(test["speed"], slow.predict(test[features])))
acc = accuracy_score(test["speed"], pred)
print({"acc": round(acc, 3)})
