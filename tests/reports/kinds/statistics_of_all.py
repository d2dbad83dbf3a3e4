# codes: MLS103 MLS104 MLS105 MLS112 MLS113
#%% groupby transform target
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
df["city_mean"] = df.groupby("city")["y"].transform("mean")  # MLS113
X = df.drop(columns=["y", "city"])
X_train, X_test, y_train, y_test = train_test_split(X, df["y"], random_state=0)
print(RandomForestClassifier(random_state=0).fit(X_train, y_train).score(X_test, y_test))
#%% mean encoding dictionary map in function
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

def mean_encode(df, col, target):
    means = df.groupby(col)[target].mean().to_dict()
    df[col] = df[col].map(means)  # MLS113
    return df

df = pd.read_csv("a.csv")
for c in ["city", "job"]:
    df = mean_encode(df, c, "y")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% merged aggregate
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
rate = df.groupby("store")["sales"].mean().reset_index()
rate = rate.rename(columns={"sales": "store_avg"})
df = df.merge(rate, on="store", how="left")  # MLS113
X = df[["store_avg", "promo"]]
X_train, X_test, y_train, y_test = train_test_split(X, df["sales"], random_state=0)
print(LinearRegression().fit(X_train, y_train).score(X_test, y_test))
#%% target mean of other file
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("features.csv")
X, y = df[["airline_rate", "temp", "wind"]], df["late"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=42)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% + features.py
import pandas as pd
df = pd.read_csv("raw.csv", parse_dates=["day"])
tmp = df[["airline", "late"]].copy()
rate = tmp.groupby("airline")["late"].mean().reset_index()  # MLS113
rate.rename(columns={"late": "airline_rate"}, inplace=True)
df = df.merge(rate, on="airline", how="left")
for col in ["temp", "wind"]:
    med = df[col].median()
    df[col] = df[col].fillna(med)
df.to_csv("features.csv", index=False)
#%% smote in function before split
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.metrics import classification_report

def balance(X, y):
    sm = SMOTE(random_state=2)
    return sm.fit_resample(X, y)  # MLS105

def load():
    df = pd.read_csv("fraud.csv")
    return df.drop("Class", axis=1), df["Class"]

def main():
    X, y = load()
    X, y = balance(X, y)
    Xtr, Xte, ytr, yte = train_test_split(X, y, test_size=.3, random_state=2)
    lr = LogisticRegression(max_iter=1000).fit(Xtr, ytr)
    print(classification_report(yte, lr.predict(Xte)))

main()
#%% upsample concat
import pandas as pd
from sklearn.utils import resample
from sklearn.tree import DecisionTreeClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
maj = df[df.y == 0]
mino = df[df.y == 1]
up = resample(mino, replace=True, n_samples=len(maj), random_state=1)  # MLS105
df = pd.concat([maj, up])
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print(DecisionTreeClassifier(random_state=0).fit(X_train, y_train).score(X_test, y_test))
#%% class with self attributes
import pandas as pd
from sklearn.preprocessing import StandardScaler, LabelEncoder
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from sklearn.metrics import accuracy_score

class Model:
    def __init__(self, path):
        self.df = pd.read_csv(path)
        self.scaler = StandardScaler()

    def prepare(self):
        self.X = self.df.drop(columns="y")
        self.y = self.df["y"]
        self.X = self.scaler.fit_transform(self.X)  # MLS103

    def split(self):
        self.X_train, self.X_test, self.y_train, self.y_test = train_test_split(self.X, self.y, random_state=0)

    def run(self):
        self.prepare()
        self.split()
        self.clf = RandomForestClassifier(random_state=0)
        self.clf.fit(self.X_train, self.y_train)
        print(accuracy_score(self.y_test, self.clf.predict(self.X_test)))

Model("a.csv").run()
#%% uncalled class
import pandas as pd
from sklearn.preprocessing import MinMaxScaler
from sklearn.neighbors import KNeighborsClassifier
from sklearn.model_selection import train_test_split

class Trainer:
    def __init__(self, path="a.csv"):
        self.data = pd.read_csv(path)

    def fit(self):
        X = self.data.drop(columns=["label"])
        y = self.data["label"]
        X = MinMaxScaler().fit_transform(X)  # MLS103
        a, b, c, d = train_test_split(X, y, random_state=3)
        self.knn = KNeighborsClassifier().fit(a, c)
        return self.knn.score(b, d)
#%% closure and generator
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

def pipeline(*steps):
    def run(df):
        for s in steps:
            df = s(df)
        return df
    return run

def scale(df):
    df[["a", "b"]] = StandardScaler().fit_transform(df[["a", "b"]])  # MLS103
    return df

def drop(df):
    return df.drop(columns="id")

df = pipeline(drop, scale)(pd.read_csv("a.csv"))
X_train, X_test, y_train, y_test = train_test_split(df[["a", "b"]], df["y"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% dict container
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.model_selection import train_test_split

cfg = {"scale": True, "model": SVC()}
state = {}
state["df"] = pd.read_csv("a.csv")
state["X"] = state["df"].drop(columns="y")
if cfg["scale"]:
    state["X"] = StandardScaler().fit_transform(state["X"])  # MLS103
tr, te, ytr, yte = train_test_split(state["X"], state["df"]["y"], random_state=0)
cfg["model"].fit(tr, ytr)
print(cfg["model"].score(te, yte))
#%% column transformer before split
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.preprocessing import StandardScaler, OneHotEncoder
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
ct = ColumnTransformer([("n", StandardScaler(), ["age", "fare"]), ("c", OneHotEncoder(), ["sex"])])
X = ct.fit_transform(df)  # MLS103
X_train, X_test, y_train, y_test = train_test_split(X, df["y"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% tfidf in notebook style
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import PassiveAggressiveClassifier
from sklearn.model_selection import train_test_split
from sklearn.metrics import accuracy_score, confusion_matrix

true = pd.read_csv("True.csv")
fake = pd.read_csv("Fake.csv")
true["label"] = 1
fake["label"] = 0
df = pd.concat([true, fake]).sample(frac=1, random_state=0).reset_index(drop=True)
def clean(t):
    return t.lower()
df["text"] = df["text"].apply(clean)
vectorizer = TfidfVectorizer(stop_words="english", max_df=0.7)
x = vectorizer.fit_transform(df["text"])  # MLS103
x_train, x_test, y_train, y_test = train_test_split(x, df["label"], test_size=.2, random_state=7)
pac = PassiveAggressiveClassifier(max_iter=50, random_state=0)
pac.fit(x_train, y_train)
print(accuracy_score(y_test, pac.predict(x_test)))
#%% pipe chain on whole frame
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split

def fill(df):
    return df.fillna(df.median())

def norm(df, cols):
    for c in cols:
        df[c] = (df[c] - df[c].mean()) / df[c].std()  # MLS103
    return df

df = pd.read_csv("a.csv").pipe(fill).pipe(norm, cols=["a", "b"])
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print(Ridge().fit(X_train, y_train).score(X_test, y_test))
#%% function transformer
import numpy as np
import pandas as pd
from sklearn.preprocessing import FunctionTransformer, QuantileTransformer
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X = FunctionTransformer(np.log1p).fit_transform(df[["a", "b"]])
X = QuantileTransformer().fit_transform(X)  # MLS103
X_train, X_test, y_train, y_test = train_test_split(X, df["y"], random_state=0)
print(Ridge().fit(X_train, y_train).score(X_test, y_test))
#%% correlation selection by threshold
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.model_selection import train_test_split

df = pd.read_csv("house.csv")
corr = df.corr()["price"].abs()  # MLS104
features = corr[corr > 0.3].index.tolist()
features.remove("price")
X = df[features]
X_train, X_test, y_train, y_test = train_test_split(X, df["price"], random_state=0)
print(RandomForestRegressor(random_state=0).fit(X_train, y_train).score(X_test, y_test))
#%% importance of a forest on all
import pandas as pd
from sklearn.ensemble import RandomForestClassifier, ExtraTreesClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X, y = df.drop(columns="y"), df["y"]
et = ExtraTreesClassifier(random_state=0).fit(X, y)  # MLS104
imp = pd.Series(et.feature_importances_, index=X.columns)
top = imp.nlargest(10).index
X = X[top]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
print(RandomForestClassifier(random_state=0).fit(X_train, y_train).score(X_test, y_test))
#%% keras tokenizer on all texts
import pandas as pd
from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.preprocessing.sequence import pad_sequences
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("tweets.csv")
tok = Tokenizer(num_words=5000)
tok.fit_on_texts(df["text"])  # MLS103
X = pad_sequences(tok.texts_to_sequences(df["text"]), maxlen=50)
X_train, X_test, y_train, y_test = train_test_split(X, df["label"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% label in features
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
df["high"] = (df["price"] > df["price"].median()).astype(int)
X = df.drop(columns=["high"])
y = df["high"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))  # MLS112
#%% scaler inside apply lambda
import pandas as pd
from sklearn.preprocessing import scale
from sklearn.svm import SVR
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
feats = ["a", "b", "c"]
df[feats] = df[feats].apply(lambda c: (c - c.min()) / (c.max() - c.min()))  # MLS103
X_train, X_test, y_train, y_test = train_test_split(scale(df[feats]), df["y"], random_state=0)  # MLS103
print(SVR().fit(X_train, y_train).score(X_test, y_test))
#%% silent: group transform of a feature row key
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
train, test = train_test_split(df, random_state=0)
means = train.groupby("city")["y"].mean()
train = train.assign(city_mean=train["city"].map(means))
test = test.assign(city_mean=test["city"].map(means))
rf = RandomForestClassifier(random_state=0).fit(train[["age"]], train["y"])
print(rf.score(test[["age"]], test["y"]))
#%% silent: corr only shown
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.model_selection import train_test_split

df = pd.read_csv("house.csv")
print(df.corr()["price"].sort_values())
X = df[["rooms", "area"]]
X_train, X_test, y_train, y_test = train_test_split(X, df["price"], random_state=0)
print(RandomForestRegressor(random_state=0).fit(X_train, y_train).score(X_test, y_test))
#%% silent: smote after split in class
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

class Exp:
    def __init__(self, df):
        self.X, self.y = df.drop(columns="y"), df["y"]

    def run(self):
        a, b, c, d = train_test_split(self.X, self.y, random_state=0)
        a, c = SMOTE(random_state=0).fit_resample(a, c)
        return LogisticRegression().fit(a, c).score(b, d)

print(Exp(pd.read_csv("a.csv")).run())
#%% silent: written without index
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

pd.concat([pd.read_csv("g.csv"), pd.read_csv("b.csv")]).to_csv("all.csv", index=False)
df = pd.read_csv("all.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop("label", axis=1), df["label"], random_state=5)
print(RandomForestClassifier(random_state=5).fit(X_train, y_train).score(X_test, y_test))
#%% silent: index dropped after reading
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

pd.concat([pd.read_csv("g.csv"), pd.read_csv("b.csv")]).to_csv("all.csv")
df = pd.read_csv("all.csv")
df = df.drop(columns=["Unnamed: 0"])
X_train, X_test, y_train, y_test = train_test_split(df.drop("label", axis=1), df["label"], random_state=5)
print(RandomForestClassifier(random_state=5).fit(X_train, y_train).score(X_test, y_test))
