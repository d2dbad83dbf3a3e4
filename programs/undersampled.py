import pandas as pd
from imblearn.under_sampling import RandomUnderSampler
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report, f1_score
from sklearn.model_selection import train_test_split

X, y = make_classification(n_samples=1500, n_features=8, weights=[0.9], random_state=31)
pd.DataFrame(X).assign(fraud=y).to_csv("transactions.csv", index=False)

df = pd.read_csv("transactions.csv")
features = df.drop("fraud", axis=1)
target = df["fraud"]
rus = RandomUnderSampler(random_state=31)
features, target = rus.fit_resample(features, target)  # smell: MLS105
print(target.value_counts())
X_train, X_test, y_train, y_test = train_test_split(features, target, test_size=0.3, random_state=31)
lr = LogisticRegression()
lr.fit(X_train, y_train)
predictions = lr.predict(X_test)
print(classification_report(y_test, predictions))
print("f1 %.3f" % f1_score(y_test, predictions))
