# Spam or not: TF-IDF + naive Bayes
import random

import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import MultinomialNB

random.seed(0)
HAM = "see you at dinner tonight call me when home the report is ready thanks for lunch".split()
SPAM = "win free prize claim now cash offer urgent click call winner dinner home".split()
rows = []
for i in range(300):
    words = SPAM if i % 3 == 0 else HAM
    rows.append((" ".join(random.choice(words) for _ in range(6)), int(i % 3 == 0)))
df = pd.DataFrame(rows, columns=["text", "label"])

tfidf = TfidfVectorizer(stop_words="english", max_features=200)
X = tfidf.fit_transform(df["text"])  # smell: MLS103
y = df["label"]

X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3)  # smell: MLS201
nb = MultinomialNB()
nb.fit(X_train, y_train)
pred = nb.predict(X_test)
print("accuracy:", accuracy_score(y_test, pred))
print(confusion_matrix(y_test, pred))
