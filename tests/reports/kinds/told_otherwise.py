# codes: MLS117 MLS119 MLS317 MLS517
#%% title of another model
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.ensemble import RandomForestClassifier, GradientBoostingClassifier
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
rf_model = RandomForestClassifier(random_state=1).fit(X_train, y_train)
gb_model = GradientBoostingClassifier(random_state=1).fit(X_train, y_train)
rf_predictions = rf_model.predict(X_test)
gb_predictions = gb_model.predict(X_test)
cm = confusion_matrix(y_test, gb_predictions)
sns.heatmap(cm, annot=True)
plt.title("Confusion Matrix for Gradient Boosting")
plt.show()
cm = confusion_matrix(y_test, rf_predictions)  # MLS517
sns.heatmap(cm, annot=True)
plt.title("Confusion Matrix for Gradient Boosting")
plt.show()
#%% shuffle result thrown away
import csv
import numpy as np
from sklearn.svm import SVC

def load(f):
    return np.array(list(csv.reader(open(f))), dtype=float)

def shuffle(rows):
    rows = np.random.permutation(rows)
    return rows

np.random.seed(0)
data = load("d.csv")
shuffle(data)  # MLS317
n = int(len(data) * .7)
clf = SVC().fit(data[:n, :-1], data[:n, -1])
print(clf.score(data[n:, :-1], data[n:, -1]))
#%% silent: own function that changes in place
import csv
import random
import numpy as np
from sklearn.svm import SVC

def shuffle(rows):
    random.shuffle(rows)
    return rows

random.seed(0)
data = list(csv.reader(open("d.csv")))
shuffle(data)
data = np.array(data, dtype=float)
n = int(len(data) * .7)
clf = SVC().fit(data[:n, :-1], data[:n, -1])
print(clf.score(data[n:, :-1], data[n:, -1]))
#%% patient rows apart
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("ecg_beats.csv")
print(df.groupby("patient_id").size().describe())
X = df.drop(columns=["label", "patient_id"])
X_train, X_test, y_train, y_test = train_test_split(X, df["label"], random_state=0)  # MLS117
print(RandomForestClassifier(random_state=0).fit(X_train, y_train).score(X_test, y_test))
#%% patient kfold
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import StratifiedKFold, cross_val_score

df = pd.read_csv("eeg_windows.csv")
n_subjects = df["subject"].nunique()
print(n_subjects, "subjects,", len(df) / n_subjects, "windows each")
skf = StratifiedKFold(5, shuffle=True, random_state=0)  # MLS117
print(cross_val_score(RandomForestClassifier(random_state=0), df.drop(columns=["subject", "y"]), df["y"], cv=skf))
#%% exploded texts of one author
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

docs = pd.read_csv("docs.csv")
docs["sentence"] = docs["text"].str.split(".")
rows = docs.explode("sentence")
a, b, ya, yb = train_test_split(rows["sentence"], rows["author"], random_state=0)  # MLS119
m = make_pipeline(TfidfVectorizer(), LogisticRegression()).fit(a, ya)
print(m.score(b, yb))
#%% silent: groups kept
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GroupShuffleSplit

df = pd.read_csv("ecg_beats.csv")
print(df.groupby("patient_id").size().describe())
tr, te = next(GroupShuffleSplit(1, test_size=.2, random_state=0).split(df, groups=df["patient_id"]))
X = df.drop(columns=["label", "patient_id"])
rf = RandomForestClassifier(random_state=0).fit(X.iloc[tr], df["label"].iloc[tr])
print(rf.score(X.iloc[te], df["label"].iloc[te]))
#%% silent: one row per patient
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("patients.csv").drop_duplicates("patient_id")
X = df.drop(columns=["label", "patient_id"])
X_train, X_test, y_train, y_test = train_test_split(X, df["label"], random_state=0)
print(RandomForestClassifier(random_state=0).fit(X_train, y_train).score(X_test, y_test))
#%% silent: title that names its model
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.ensemble import RandomForestClassifier, GradientBoostingClassifier
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
rf_model = RandomForestClassifier(random_state=1).fit(X_train, y_train)
gb_model = GradientBoostingClassifier(random_state=1).fit(X_train, y_train)
for name, m in [("Random Forest", rf_model), ("Gradient Boosting", gb_model)]:
    cm = confusion_matrix(y_test, m.predict(X_test))
    sns.heatmap(cm, annot=True)
    plt.title("Confusion Matrix for " + name)
    plt.show()
#%% title of the boosted one under the tree
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.tree import DecisionTreeRegressor
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
tree = DecisionTreeRegressor(random_state=0).fit(X_train, y_train)
boost = GradientBoostingRegressor(random_state=0).fit(X_train, y_train)
tree_pred = tree.predict(X_test)
boost_pred = boost.predict(X_test)
error = mean_absolute_error(y_test, tree_pred)  # MLS517
fig, ax = plt.subplots()
ax.scatter(y_test, tree_pred)
ax.set_title(f"Gradient Boosting, error {error:.2f}")
plt.show()
#%% copied title in the last picture
import pandas as pd
import seaborn as sns
import matplotlib.pyplot as plt
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
lr = LogisticRegression().fit(X_train, y_train)
knn = KNeighborsClassifier().fit(X_train, y_train)
sns.heatmap(confusion_matrix(y_test, lr.predict(X_test)), annot=True)
plt.title("Logistic regression")
plt.show()
sns.heatmap(confusion_matrix(y_test, knn.predict(X_test)), annot=True)  # MLS517
plt.title("Logistic regression")
plt.show()
#%% silent: title of both
import pandas as pd
import seaborn as sns
import matplotlib.pyplot as plt
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
lr = LogisticRegression().fit(X_train, y_train)
knn = KNeighborsClassifier().fit(X_train, y_train)
sns.heatmap(confusion_matrix(y_test, knn.predict(X_test)), annot=True)
plt.title("K neighbors, compare with the logistic regression above")
plt.show()
#%% silent: title of the next picture
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.linear_model import LogisticRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
lr = LogisticRegression().fit(X_train, y_train)
rf = RandomForestClassifier(random_state=0).fit(X_train, y_train)
print(accuracy_score(y_test, lr.predict(X_test)))
print(accuracy_score(y_test, rf.predict(X_test)))
plt.bar(X_train.columns, rf.feature_importances_)
plt.title("Random forest: importances")
plt.show()
#%% silent: title without a model
import pandas as pd
import seaborn as sns
import matplotlib.pyplot as plt
from sklearn.svm import SVC
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
rf = RandomForestClassifier(random_state=0).fit(X_train, y_train)
svc = SVC().fit(X_train, y_train)
sns.heatmap(confusion_matrix(y_test, svc.predict(X_test)), annot=True)
plt.title("Confusion matrix of the test rows")
plt.show()
#%% scaled rows that nobody keeps
import numpy as np
from sklearn.svm import SVC

def scale(rows):
    """Between nought and one."""
    rows = rows / 255.0
    return rows

X, y = np.load("x.npy"), np.load("y.npy")
scale(X)  # MLS317
cut = int(len(X) * .8)
print(SVC().fit(X[:cut], y[:cut]).score(X[cut:], y[cut:]))
#%% filled frame that nobody keeps
import pandas as pd
from sklearn.svm import SVC

def fill(df):
    df = df.fillna(0)
    return df

df = pd.read_csv("a.csv")
fill(df)  # MLS317
train, test = df[:800], df[800:]
print(SVC().fit(train[["a"]], train["y"]).score(test[["a"]], test["y"]))
#%% silent: frame changed in place and given back
import pandas as pd
from sklearn.svm import SVC

def fill(df):
    df["a"] = df["a"].fillna(0)
    return df

df = pd.read_csv("a.csv")
fill(df)
train, test = df[:800], df[800:]
print(SVC().fit(train[["a"]], train["y"]).score(test[["a"]], test["y"]))
#%% silent: result that is kept
import numpy as np
from sklearn.svm import SVC

def scale(rows):
    rows = rows / 255.0
    return rows

X, y = np.load("x.npy"), np.load("y.npy")
X = scale(X)
cut = int(len(X) * .8)
print(SVC().fit(X[:cut], y[:cut]).score(X[cut:], y[cut:]))
#%% silent: function that prints
import numpy as np
from sklearn.svm import SVC

def describe(rows):
    rows = rows / 255.0
    print(rows.mean(), rows.std())
    return rows

X, y = np.load("x.npy"), np.load("y.npy")
describe(X)
cut = int(len(X) * .8)
print(SVC().fit(X[:cut], y[:cut]).score(X[cut:], y[cut:]))
#%% silent: devices apart are a note
import pandas as pd
from sklearn.svm import SVC
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
print(df.groupby("device_id").size())
X_train, X_test, y_train, y_test = train_test_split(df[["a"]], df["y"], random_state=0)
print(SVC().fit(X_train, y_train).score(X_test, y_test))
