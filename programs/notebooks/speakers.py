# %%
import numpy as np
import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
# %%
rng = np.random.default_rng(50)
speaker = np.repeat(np.arange(30), 8)
clips = pd.DataFrame(rng.normal(size=(30, 5))[speaker] + rng.normal(scale=0.2, size=(240, 5)), columns=list("abcde"))
clips["speaker_id"] = speaker
clips["angry"] = rng.integers(0, 2, 30)[speaker]
clips.to_csv("clips.csv", index=False)
# %%
clips = pd.read_csv("clips.csv")
clips["speaker_id"].nunique()
# %%
X = clips[["a", "b", "c", "d", "e"]].values
y = clips["angry"].values
X = StandardScaler().fit_transform(X)  # smell: MLS103
# %%
# a quarter for testing
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=50)  # smell: MLS117
# %%
knn = KNeighborsClassifier(1).fit(X_train, y_train)  # smell: MLS501
print("accuracy", accuracy_score(y_test, knn.predict(X_test)))
