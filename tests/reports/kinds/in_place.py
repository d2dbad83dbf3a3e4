# codes: MLS311
#%% the raw frame is split after the scaled one
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

def scaled(frame):
    frame["age"] = (frame["age"] - 40) / 12
    frame["income"] = frame["income"] / 1000
    return frame

df = pd.read_csv("people.csv")
df_scaled = scaled(df)  # MLS311
A, B, a, b = train_test_split(df_scaled.drop(columns="y"), df_scaled["y"], random_state=0)
print("scaled", LogisticRegression().fit(A, a).score(B, b))
A, B, a, b = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print("raw", LogisticRegression().fit(A, a).score(B, b))
#%% an array that is centred
import numpy as np
from sklearn.svm import SVC

def centre(X):
    X -= X.mean(axis=0)
    return X

def main():
    X = np.load("x.npy")
    y = np.load("y.npy")
    Xc = centre(X)  # MLS311
    print(SVC().fit(Xc[:800], y[:800]).score(Xc[800:], y[800:]))
    print(SVC().fit(X[:800], y[:800]).score(X[800:], y[800:]))

main()
#%% noise that adds up
import numpy as np
from sklearn.ensemble import RandomForestClassifier

X, y = np.load("x.npy"), np.load("y.npy")
model = RandomForestClassifier(random_state=0).fit(X[:500], y[:500])
X_test, y_test = X[500:], y[500:]

def disturb(values, strength):
    values += strength * np.random.default_rng(0).normal(size=values.shape)
    return values

for strength in (0.1, 0.2, 0.4):
    noisy = disturb(X_test, strength)  # MLS311
    print(strength, model.score(noisy, y_test))
#%% filled in place for one model
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

class Cleaner:
    def fill(self, table):
        table.fillna(0, inplace=True)
        return table

train = pd.read_csv("train.csv")
features = train[["a", "b"]].copy()
filled = Cleaner().fill(features)  # MLS311
LogisticRegression().fit(filled, train["y"])
HistGradientBoostingClassifier().fit(features, train["y"])
#%% called again with the same frame
import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge

def log_price(data):
    data["price"] = np.log1p(data["price"])
    return data

houses = pd.read_csv("houses.csv")
small = log_price(houses).query("rooms < 4")  # MLS311
large = log_price(houses).query("rooms >= 4")
for part in (small, large):
    Ridge().fit(part[["rooms", "area"]], part["price"])
#%% silent: the same name takes the result
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

def scaled(frame):
    frame["age"] = frame["age"] / 12
    return frame

df = pd.read_csv("people.csv")
df = scaled(df)
A, B, a, b = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
A = scaled(A)
B = scaled(B)
print(LogisticRegression().fit(A, a).score(B, b))
#%% silent: a copy inside, a copy outside
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

def scaled(frame):
    frame = frame.copy()
    frame["age"] = frame["age"] / 12
    return frame

def halved(frame):
    frame["age"] /= 2
    return frame

def standard(X):
    X = X.astype(float)
    X -= X.mean(axis=0)
    return X

df = pd.read_csv("people.csv")
one = scaled(df)
two = halved(df.copy())
values = df[["age"]].to_numpy()
three = standard(values)
LogisticRegression().fit(df[["age"]], df["y"])
LogisticRegression().fit(values, df["y"])
#%% silent: the original is not used again, or only its labels
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

def features_of(frame):
    frame["ratio"] = frame["a"] / frame["b"]
    return frame[["a", "b", "ratio"]]

df = pd.read_csv("people.csv")
X = features_of(df)
y = df["y"]
A, B, a, b = train_test_split(X, y, random_state=0)
print(LogisticRegression().fit(A, a).score(B, b), df.shape)
#%% silent: other columns than the new one
import pandas as pd
from sklearn.linear_model import LogisticRegression

def with_ratio(frame):
    frame["ratio"] = frame["a"] / frame["b"]
    return frame

df = pd.read_csv("people.csv")
full = with_ratio(df)
LogisticRegression().fit(df[["a", "b"]], df["y"])
LogisticRegression().fit(full[["a", "b", "ratio"]], full["y"])
#%% silent: called to change it
import pandas as pd
from sklearn.linear_model import LogisticRegression

def add_ratio(frame):
    frame["ratio"] = frame["a"] / frame["b"]

df = pd.read_csv("people.csv")
add_ratio(df)
LogisticRegression().fit(df[["a", "ratio"]], df["y"])
#%% silent: numbers, lists and dicts
import numpy as np
from sklearn.linear_model import LogisticRegression

def later(step, history, settings):
    step += 1
    history += [step]
    settings["step"] = step
    return step

step, history, settings = 0, [], {}
X, y = np.load("x.npy"), np.load("y.npy")
for _ in range(3):
    other = later(step, history, settings)
    LogisticRegression(**settings).fit(X, y)
