# source: reiinakano/scikit-plot#47
import matplotlib.pyplot as plt
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import auc, roc_curve
from sklearn.model_selection import train_test_split

loans = pd.read_csv("loans.csv")
data_train, data_test, target_train, target_test = train_test_split(
    loans.drop(columns="default"), loans["default"], test_size=0.3, random_state=5
)
clf = RandomForestClassifier(n_estimators=100, random_state=5)
clf.fit(data_train, target_train)
chance = DummyClassifier().fit(data_train, target_train)

pred_y = clf.predict(data_test)
false_positive_rate, true_positive_rate, thresholds = roc_curve(target_test, pred_y)  # expect: MLS506
roc_auc = auc(false_positive_rate, true_positive_rate)
chance_rates = roc_curve(target_test, chance.predict_proba(data_test)[:, 1])

plt.title("Receiver Operating Characteristic")
plt.plot(false_positive_rate, true_positive_rate, "b", label="AUC = %0.2f" % roc_auc)
plt.plot(chance_rates[0], chance_rates[1], "r--", label="baseline")
plt.legend(loc="lower right")
plt.ylabel("True Positive Rate")
plt.xlabel("False Positive Rate")
plt.savefig("roc.png")
