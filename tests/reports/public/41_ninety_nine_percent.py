# source: https://resources.devweekends.com/courses/ml-mastery/23-common-mistakes (mistake 2)
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

claims = pd.read_csv("claims.csv")
y = claims.pop("is_fraud")
print(y.value_counts(normalize=True))

X_train, X_test, y_train, y_test = train_test_split(claims, y, test_size=0.2, random_state=3, stratify=y)
honest = DummyClassifier(strategy="most_frequent").fit(X_train, y_train)
model = RandomForestClassifier(n_estimators=200, class_weight="balanced", random_state=3)
model.fit(X_train, y_train)
print(f"nobody cheats: {accuracy_score(y_test, honest.predict(X_test)):.2%}")
print(f"Accuracy: {accuracy_score(y_test, model.predict(X_test)):.2%}")  # expect: MLS508
