# codes: MLS113
#%% way 0
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = [c for c in df.columns if c not in {"price", "zip"}]
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 1
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = [c for c in df.columns if c != "price"]
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 2
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = [c for c in df if c not in ("price", "zip")]
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 3
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = list(set(df.columns) - {"price"})
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 4
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = df.columns.difference(["price"])
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 5
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = df.columns.drop("price").tolist()
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 6
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = [c for c in df.columns.tolist() if c not in ["price"]]
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 7
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = df.drop(columns=["price"]).columns
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 8
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = [c for c in df.columns if not c.startswith("id") and c not in ["price"]]
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 9
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
drop_cols = ["price", "zip"]
feats = [c for c in df.columns if c not in drop_cols]
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 10
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
target = "price"
feats = sorted(set(df.columns) - set([target, "zip"]))
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 11
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = list(df.columns)
feats.remove("price")
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 12
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = [c for c in df.select_dtypes("number").columns if c != "price"]
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 13
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
num = df.select_dtypes(include=["int64", "float64"]).columns.tolist()
num.remove("price")
feats = num + ["zip"]
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 15
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = df.columns[df.columns != "price"]
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 17
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = ["te"] + [c for c in df.columns if c.startswith("x_")]
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 18
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
feats = df.loc[:, df.columns != "price"].columns
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 19
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
DROP = {"price": 1, "zip": 1}
feats = [c for c in df.columns if c not in DROP]
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% way 21
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
EXCLUDE = frozenset({"price"})
feats = [c for c in df.columns if c not in EXCLUDE]
train, test = train_test_split(df, random_state=0)
m = LogisticRegression().fit(train[feats], train["price"])
print(m.score(test[feats], test["price"]))
#%% x 0
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
X = df.drop("price", axis=1)
y = df["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% x 1
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
X = df.loc[:, df.columns != "price"]
y = df["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% x 2
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
X = df[df.columns.difference(["price"])]
y = df["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% x 4
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
X = df.copy()
y = X.pop("price")
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% x 5
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
X = df.drop(["price"], axis="columns").values
y = df["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% x 6
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
X = df.drop(columns=["price"]).to_numpy()
y = df["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% x 8
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
X = df.drop(labels=["price"], axis=1).select_dtypes(include="number")
y = df["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% x 9
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
X = df.drop(columns="price").fillna(0).astype(float)
y = df["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
#%% x 10
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("c.csv")
df["te"] = df.groupby("zip")["price"].transform("mean")  # MLS113
X = pd.get_dummies(df.drop(columns="price"))
y = df["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
m = LogisticRegression().fit(X_train, y_train)
print(m.score(X_test, y_test))
