# source: https://tuesday.tips/posts/tuesday-tip-46-how-to-prevent-data-leakage-in-pandas-scikit-learn
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

passengers = pd.read_csv("passengers.csv")
passengers["Age"] = passengers["Age"].fillna(passengers["Age"].mean())  # expect: MLS103
passengers["Alone"] = (passengers["SibSp"] + passengers["Parch"] == 0).astype(int)

X = passengers[["Pclass", "Age", "Fare", "Alone"]]
y = passengers["Survived"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=46)

prior = DummyClassifier(strategy="prior").fit(X_train, y_train)
model = LogisticRegression(max_iter=500).fit(X_train, y_train)
print("prior", roc_auc_score(y_test, prior.predict_proba(X_test)[:, 1]))
print("logistic", roc_auc_score(y_test, model.predict_proba(X_test)[:, 1]))
