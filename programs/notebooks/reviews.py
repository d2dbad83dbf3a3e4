# %%
import pandas as pd
%load_ext autoreload
%autoreload 2
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
# %%
texts = ["good good fine", "bad awful bad", "fine nice", "awful sad", "nice good day", "sad bad rain"] * 25
df = pd.DataFrame({"review": [f"{t} w{i}" for i, t in enumerate(texts)], "sentiment": [1, 0] * 75})
df.head()
# %%
vectorizer = TfidfVectorizer()
X = vectorizer.fit_transform(df.review)  # smell: MLS103
X.shape
# %%
X_train, X_test, y_train, y_test = train_test_split(X, df.sentiment, test_size=0.2)  # smell: MLS201
# %%
model = LogisticRegression().fit(X_train, y_train)
print("accuracy:", model.score(X_test, y_test))
