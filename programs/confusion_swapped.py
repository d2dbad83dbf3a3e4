from sklearn.datasets import load_digits
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import confusion_matrix, recall_score
from sklearn.model_selection import train_test_split

digits = load_digits()
X_train, X_test, y_train, y_test = train_test_split(digits.data, digits.target, test_size=0.25, random_state=42)
sgd = SGDClassifier(random_state=42)
sgd.fit(X_train, y_train)
y_hat = sgd.predict(X_test)
print(confusion_matrix(y_hat, y_test))  # smell: MLS505
print("recall: %.3f" % recall_score(y_hat, y_test, average="macro"))
