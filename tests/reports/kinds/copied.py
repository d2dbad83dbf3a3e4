# codes: MLS104 MLS105 MLS113
#%% 113 mapped means of groupby
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
df["m_rate"] = df["merchant"].map(df.groupby("merchant")["fraud"].mean())  # MLS113
features = ["amt", "m_rate"]
train, test = train_test_split(df, random_state=0)
model = RandomForestClassifier(random_state=0).fit(train[features], train["fraud"])
print(model.score(test[features], test["fraud"]))
#%% 113 mapped by dict in class
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

class Prep:
    def __init__(self):
        self.stats = None

    def compute(self, df):
        self.stats = {
            "volume": df.groupby("merchant").size().to_dict(),
            "rate": df.groupby("merchant")["fraud"].mean().to_dict(),
        }

    def run(self, df):
        self.compute(df)
        df["m_rate"] = df["merchant"].map(self.stats.get("rate", {}))  # MLS113
        df["vol"] = df["merchant"].map(self.stats["volume"])
        return df

df = Prep().run(pd.read_csv("a.csv"))
train, test = train_test_split(df, random_state=0)
cols = ["m_rate", "vol", "amt"]
model = RandomForestClassifier(random_state=0).fit(train[cols], train["fraud"])
print(model.score(test[cols], test["fraud"]))
#%% silent: rates of the training rows only
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
train, test = train_test_split(df, random_state=0)
counts = train.groupby("merchant").size()
train = train.assign(n=train["merchant"].map(counts))
test = test.assign(n=test["merchant"].map(counts))
model = RandomForestClassifier(random_state=0).fit(train[["amt", "n"]], train["fraud"])
print(model.score(test[["amt", "n"]], test["fraud"]))
#%% 105 minority rows copied one by one, append
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("wine.csv")

def oversample(data):
    red = (data["type"] == 0).sum()
    white = (data["type"] == 1).sum()
    for i in range(white - red):
        one = data.loc[data["type"] == 0].sample()
        data = data.append(one)  # MLS105
    return data

df = oversample(df)
X, y = df.drop("quality", axis=1), df["quality"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% 105 concat of sample with replacement
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("wine.csv")
minority = df[df.y == 1]
more = minority.sample(n=1000, replace=True, random_state=1)  # MLS105
df = pd.concat([df, more])
X_train, X_test, y_train, y_test = train_test_split(df.drop("y", axis=1), df["y"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% 105 concat of minority times k
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("wine.csv")
pos = df[df["y"] == 1]
df = pd.concat([df] + [pos] * 5, ignore_index=True)  # MLS105
X_train, X_test, y_train, y_test = train_test_split(df.drop("y", axis=1), df["y"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% 105 concat in a loop
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("wine.csv")
while (df["y"] == 1).sum() < (df["y"] == 0).sum():
    df = pd.concat([df, df[df["y"] == 1].sample(50, random_state=3)])  # MLS105
X_train, X_test, y_train, y_test = train_test_split(df.drop("y", axis=1), df["y"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% silent: two different files concatenated
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

red = pd.read_csv("red.csv")
white = pd.read_csv("white.csv")
df = pd.concat([red, white.sample(1000, random_state=1)])
X_train, X_test, y_train, y_test = train_test_split(df.drop("y", axis=1), df["y"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% 105 smote, then cross-validated
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score, train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
X_res, y_res = SMOTE(random_state=0).fit_resample(X_train, y_train)  # MLS105
print(cross_val_score(LogisticRegression(), X_res, y_res, cv=5, scoring="f1"))
model = LogisticRegression().fit(X_res, y_res)
print(model.score(X_test, y_test))
#%% 105 smote in a helper, cross-validated in another script
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score

X = np.load("X_train_res.npy")
y = np.load("y_train_res.npy")
print(cross_val_score(RandomForestClassifier(random_state=0), X, y, cv=5, scoring="f1"))
#%% + balance.py
import numpy as np
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
X_res, y_res = SMOTE(random_state=0).fit_resample(X_train, y_train)  # MLS105
np.save("X_train_res.npy", X_res)
np.save("y_train_res.npy", y_res)
#%% 105 smote written, split in another script
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("balanced.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% + balance.py
import pandas as pd
from imblearn.over_sampling import SMOTE
df = pd.read_csv("a.csv")
X_res, y_res = SMOTE(random_state=0).fit_resample(df.drop(columns="y"), df["y"])  # MLS105
out = pd.concat([X_res, y_res], axis=1)
out.to_csv("balanced.csv", index=False)
#%% 105 smote in a class dict, searched elsewhere
from prep import prepare
from trainer import Trainer

data = prepare("a.csv")  # MLS105
Trainer().train(data["X_train"], data["y_train"])
#%% + prep.py
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.model_selection import train_test_split

def prepare(path, method="smote"):
    df = pd.read_csv(path)
    X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
    if method == "smote":
        X_train, y_train = SMOTE(random_state=0).fit_resample(X_train, y_train)
    return {"X_train": X_train, "X_test": X_test, "y_train": y_train, "y_test": y_test}
#%% + trainer.py
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score

class Trainer:
    def train(self, X_train, y_train):
        scores = cross_val_score(LogisticRegression(), X_train, y_train, cv=5, scoring="f1")
        print(scores.mean(), scores.std())
#%% 104 chosen in one script, split in another
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("best.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% + choose.py
import pandas as pd
from sklearn.feature_selection import SelectKBest, f_classif
df = pd.read_csv("all.csv")
X, y = df.drop(columns="y"), df["y"]
best = SelectKBest(f_classif, k=10).fit(X, y)  # MLS104
out = X.loc[:, best.get_support()].copy()
out["y"] = y
out.to_csv("best.csv", index=False)
#%% silent: smote of the training part, only fitted elsewhere
import numpy as np
from sklearn.ensemble import RandomForestClassifier
model = RandomForestClassifier(random_state=0).fit(np.load("X_res.npy"), np.load("y_res.npy"))
print(model.score(np.load("X_test.npy"), np.load("y_test.npy")))
#%% + balance.py
import numpy as np
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
X_res, y_res = SMOTE(random_state=0).fit_resample(X_train, y_train)
np.save("X_res.npy", X_res)
np.save("y_res.npy", y_res)
np.save("X_test.npy", X_test)
np.save("y_test.npy", y_test)
#%% target means chosen by the labels written
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

train, test = train_test_split(pd.read_parquet("encoded.parquet"), random_state=0)
model = RandomForestClassifier(random_state=0).fit(train[["a", "town"]], train["y"])
print(model.score(test[["a", "town"]], test["y"]))
#%% + encode.py
import pandas as pd
from sklearn.preprocessing import TargetEncoder

def main():
    df = pd.read_csv("raw.csv")
    df[["town"]] = TargetEncoder(random_state=0).fit(df[["town"]], df["y"]).transform(df[["town"]])  # MLS104
    df.to_parquet("encoded.parquet")

main()
#%% silent: chosen with the training rows, written
import pandas as pd
from sklearn.linear_model import LogisticRegression

train, test = pd.read_csv("train.csv"), pd.read_csv("test.csv")
model = LogisticRegression().fit(train.drop(columns="y"), train["y"])
print(model.score(test.drop(columns="y"), test["y"]))
#%% + choose.py
import pandas as pd
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.model_selection import train_test_split

df = pd.read_csv("all.csv")
train, test = train_test_split(df, random_state=0)
X = train.drop(columns="y")
best = SelectKBest(f_classif, k=10).fit(X, train["y"])
kept = list(X.columns[best.get_support()]) + ["y"]
train[kept].to_csv("train.csv", index=False)
test[kept].to_csv("test.csv", index=False)
#%% silent: resampled for another purpose
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("plain.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% + balance.py
import pandas as pd
from imblearn.over_sampling import SMOTE

df = pd.read_csv("plain.csv")
X_res, y_res = SMOTE(random_state=0).fit_resample(df.drop(columns="y"), df["y"])
pd.concat([X_res, y_res], axis=1).to_csv("for_the_plot.csv", index=False)
#%% copies in a list of tables, one row after the other
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

df = pd.read_csv("wine.csv")

def oversample(data):
    red = data.loc[data["type"] == 0].shape[0]
    white = data.loc[data["type"] == 1].shape[0]
    if white > red:
        for i in range(white - red):
            data = pd.concat([data, data.loc[data["type"] == 0].sample(random_state=i)])  # MLS105
    else:
        for i in range(red - white):
            data = pd.concat([data, data.loc[data["type"] == 1].sample(random_state=i)])  # MLS105
    data["acid"] = data["fixed"] + data["volatile"]
    return data

def without_outliers(data):
    limit = data["sulfur"].mean() + 3 * data["sulfur"].std()
    return data[data["sulfur"] < limit]

tables = [without_outliers(oversample(df)).copy(), oversample(df).copy()]
for i in range(len(tables)):
    tables[i] = tables[i][["acid", "alcohol", "quality"]]
for i in range(len(tables)):
    X, y = tables[i].drop("quality", axis=1), tables[i]["quality"]
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)
    print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
