from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import cross_val_predict, cross_val_score
from sklearn.metrics import f1_score
from sklearn.naive_bayes import MultinomialNB

docs = [f"{'cheap pills offer' if i % 2 else 'meeting notes agenda'} item{i} {'now' if i % 3 else 'later'}" for i in range(90)]
labels = [i % 2 for i in range(90)]

vec = TfidfVectorizer(ngram_range=(1, 2))
features = vec.fit_transform(docs)  # smell: MLS106
nb = MultinomialNB(alpha=0.5)
scores = cross_val_score(nb, features, labels, cv=3, scoring="accuracy")
print("accuracy %.3f (%.3f)" % (scores.mean(), scores.std()))
print("F1 %.3f" % f1_score(labels, cross_val_predict(nb, features, labels, cv=3)))
