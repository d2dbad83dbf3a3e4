# source: georgymh/ml-fraud-detection#1, as it should be
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_score, recall_score
from sklearn.model_selection import train_test_split

payments = pd.read_csv("payments.csv")
labels = payments["is_fraud"]
inputs = payments.drop(columns=["is_fraud", "name_orig", "name_dest"])
print(labels.value_counts(normalize=True))

train_x, test_x, train_y, test_y = train_test_split(inputs, labels, test_size=0.3, random_state=1, stratify=labels)

smote = SMOTE(random_state=1)
train_x_balanced, train_y_balanced = smote.fit_resample(train_x, train_y)
print(train_y_balanced.value_counts())

for name, model in [("prior", DummyClassifier()), ("logistic", LogisticRegression(max_iter=1000))]:
    model.fit(train_x_balanced, train_y_balanced)
    found = model.predict(test_x)
    print(name, "precision", precision_score(test_y, found, zero_division=0))
    print(name, "recall", recall_score(test_y, found))
    print(name, "f1", f1_score(test_y, found))
