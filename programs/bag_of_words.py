import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

rng = np.random.default_rng(9)
GOOD = ["great", "superb", "loved", "fun", "fresh"]
BAD = ["dull", "awful", "boring", "slow", "weak"]
corpus, labels = [], []
for i in range(240):
    good = i % 2
    words = list(rng.choice(GOOD if good else BAD, 2)) + list(rng.choice(GOOD + BAD, 4))
    corpus.append(" ".join(words) + f" film{i}")
    labels.append(good)

cv = CountVectorizer(max_features=1500)
X = cv.fit_transform(corpus).toarray()  # smell: MLS103
y = np.array(labels)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.20, random_state=0)
classifier = LogisticRegression()
classifier.fit(X_train, y_train)
y_pred = classifier.predict(X_test)
print("accuracy", accuracy_score(y_test, y_pred))
