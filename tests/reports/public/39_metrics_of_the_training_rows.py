# source: aws-samples/aws-machine-learning-university-accelerated-tab#19
import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.metrics import accuracy_score, classification_report, confusion_matrix
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import MinMaxScaler

train_data = pd.read_csv("austin_animal_center.csv")
numerical_features = ["age_upon_intake", "age_upon_outcome"]
model_target = "outcome_type"
print(train_data[model_target].value_counts())

classifier = Pipeline(
    [
        ("imputer", SimpleImputer(strategy="mean")),
        ("scaler", MinMaxScaler()),
        ("estimator", KNeighborsClassifier(n_neighbors=3)),
    ]
)
X_train = train_data[numerical_features]
y_train = train_data[model_target]
classifier.fit(X_train, y_train)

# test the model
train_predictions = classifier.predict(X_train)
print(confusion_matrix(y_train, train_predictions))
print(classification_report(y_train, train_predictions))
print("Accuracy:", accuracy_score(y_train, train_predictions))  # expect: MLS504
