# codes: MLS103
#%% scaled in one script, split in the next
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("data/clean.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print(RandomForestClassifier(random_state=0).fit(X_train, y_train).score(X_test, y_test))
#%% + prepare.py
import pandas as pd
from sklearn.preprocessing import StandardScaler

df = pd.read_csv("data/raw.csv").dropna()
columns = ["age", "income"]
df[columns] = StandardScaler().fit_transform(df[columns])  # MLS103
df.to_csv("data/clean.csv", index=False)
#%% functions with a main
import numpy as np
from sklearn.svm import SVC
from sklearn.model_selection import train_test_split

def main():
    X = np.load("features.npy")
    y = np.load("labels.npy")
    X_tr, X_te, y_tr, y_te = train_test_split(X, y, test_size=0.3, random_state=1)
    model = SVC().fit(X_tr, y_tr)
    print(model.score(X_te, y_te))

if __name__ == "__main__":
    main()
#%% + features.py
import numpy as np
import pandas as pd
from sklearn.decomposition import PCA

def build(source):
    table = pd.read_csv(source)
    X = table.drop(columns=["label"]).to_numpy()
    reduced = PCA(n_components=10, random_state=0).fit_transform(X)  # MLS103
    np.save("features.npy", reduced)
    np.save("labels.npy", table["label"].to_numpy())

if __name__ == "__main__":
    build("raw.csv")
#%% scaled by hand
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split

train, test = train_test_split(pd.read_parquet("scaled.parquet"), random_state=3)
model = Ridge().fit(train[["a", "b"]], train["y"])
print(model.score(test[["a", "b"]], test["y"]))
#%% + scale.py
import pandas as pd

table = pd.read_csv("raw.csv")
table["a"] = (table["a"] - table["a"].mean()) / table["a"].std()  # MLS103
table.to_parquet("scaled.parquet")
#%% silent: the split comes first
import pandas as pd
from sklearn.linear_model import Ridge

train, test = pd.read_csv("train_scaled.csv"), pd.read_csv("test_scaled.csv")
model = Ridge().fit(train[["a", "b"]], train["y"])
print(model.score(test[["a", "b"]], test["y"]))
#%% + prepare.py
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

train, test = train_test_split(pd.read_csv("raw.csv"), random_state=0)
scaler = StandardScaler().fit(train[["a", "b"]])
train[["a", "b"]] = scaler.transform(train[["a", "b"]])
test[["a", "b"]] = scaler.transform(test[["a", "b"]])
train.to_csv("train_scaled.csv", index=False)
test.to_csv("test_scaled.csv", index=False)
#%% silent: nothing is learned before it is written
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split

train, test = train_test_split(pd.read_csv("clean.csv"), random_state=3)
print(Ridge().fit(train[["a", "b"]], train["y"]).score(test[["a", "b"]], test["y"]))
#%% + clean.py
import numpy as np
import pandas as pd

table = pd.read_csv("raw.csv").dropna().drop_duplicates()
table["a"] = np.log1p(table["a"])
table["r"] = table["a"] / table["b"]
table["a"] = table["a"].clip(0, 10)
print(table["a"].mean(), table["a"].std())
table.to_csv("clean.csv", index=False)
#%% silent: another file is split
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split

train, test = train_test_split(pd.read_csv("raw.csv"), random_state=3)
print(Ridge().fit(train[["a", "b"]], train["y"]).score(test[["a", "b"]], test["y"]))
#%% + plot.py
import pandas as pd
from sklearn.decomposition import PCA

table = pd.read_csv("raw.csv")
points = pd.DataFrame(PCA(2, random_state=0).fit_transform(table[["a", "b", "c"]]), columns=["x", "y"])
points.to_csv("points.csv", index=False)
