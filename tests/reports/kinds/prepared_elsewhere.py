# codes: MLS601
#%% scaler of a helper class
import joblib
import pandas as pd
from prep import Preprocessor
from sklearn.svm import SVC
def main():
    df = pd.read_csv("a.csv")
    pre = Preprocessor()
    X_train, X_test, y_train, y_test = pre.split(df)
    X_train, X_test = pre.scale(X_train, X_test)
    m = SVC().fit(X_train, y_train)
    print(m.score(X_test, y_test))
    joblib.dump(m, "m.pkl")  # MLS601
if __name__ == "__main__":
    main()
#%% + prep.py
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
class Preprocessor:
    def __init__(self):
        self.scaler = StandardScaler()
    def split(self, df):
        return train_test_split(df.drop(columns="y"), df["y"], random_state=0)
    def scale(self, a, b):
        return self.scaler.fit_transform(a), self.scaler.transform(b)
#%% pipeline class with helper
import pickle
import pandas as pd
from prep import Preparation
from sklearn.ensemble import RandomForestClassifier
class Training:
    def prepare(self, df):
        prep = Preparation()
        return prep.fit_transform(df.drop(columns="y")), df["y"]
    def run(self):
        X, y = self.prepare(pd.read_csv("a.csv"))
        model = RandomForestClassifier(random_state=0).fit(X, y)
        with open("m.pkl", "wb") as f:
            pickle.dump(model, f)  # MLS601
Training().run()
#%% + prep.py
from sklearn.preprocessing import OrdinalEncoder
class Preparation:
    def __init__(self):
        self.encoder = OrdinalEncoder()
    def fit_transform(self, X):
        return self.encoder.fit_transform(X)
#%% silent the helper is saved
import joblib
import pandas as pd
from prep import Preprocessor
from sklearn.svm import SVC
def main():
    df = pd.read_csv("a.csv")
    pre = Preprocessor()
    X = pre.scale(df.drop(columns="y"))
    m = SVC().fit(X, df["y"])
    joblib.dump(m, "m.pkl")
    joblib.dump(pre, "pre.pkl")
main()
#%% + prep.py
from sklearn.preprocessing import StandardScaler
class Preprocessor:
    def __init__(self):
        self.scaler = StandardScaler()
    def scale(self, a):
        return self.scaler.fit_transform(a)
#%% silent the helper saves itself
import joblib
import pandas as pd
from prep import Preprocessor
from sklearn.svm import SVC
def main():
    df = pd.read_csv("a.csv")
    pre = Preprocessor()
    X = pre.scale(df.drop(columns="y"))
    pre.save("pre.pkl")
    m = SVC().fit(X, df["y"])
    joblib.dump(m, "m.pkl")
main()
#%% + prep.py
import joblib
from sklearn.preprocessing import StandardScaler
class Preprocessor:
    def __init__(self):
        self.scaler = StandardScaler()
    def scale(self, a):
        return self.scaler.fit_transform(a)
    def save(self, path):
        joblib.dump(self.scaler, path)
#%% silent the helper is kept by the program
import joblib
import pandas as pd
from prep import Preprocessor
from sklearn.svm import SVC
class Program:
    def __init__(self):
        self.pre = Preprocessor()
    def run(self):
        df = pd.read_csv("a.csv")
        X = self.pre.scale(df.drop(columns="y"))
        self.m = SVC().fit(X, df["y"])
        joblib.dump(self.m, "m.pkl")
Program().run()
#%% + prep.py
from sklearn.preprocessing import StandardScaler
class Preprocessor:
    def __init__(self):
        self.scaler = StandardScaler()
    def scale(self, a):
        return self.scaler.fit_transform(a)
#%% silent the helper is returned
import joblib
import pandas as pd
from prep import Preprocessor
from sklearn.svm import SVC
def main():
    df = pd.read_csv("a.csv")
    pre = Preprocessor()
    m = SVC().fit(pre.scale(df.drop(columns="y")), df["y"])
    joblib.dump(m, "m.pkl")
    return pre, m
main()
#%% + prep.py
from sklearn.preprocessing import StandardScaler
class Preprocessor:
    def __init__(self):
        self.scaler = StandardScaler()
    def scale(self, a):
        return self.scaler.fit_transform(a)
#%% saved by a helper
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from utils import save_model
df = pd.read_csv("a.csv")
X = StandardScaler().fit_transform(df.drop(columns="y"))
m = SVC().fit(X, df["y"])
save_model(m, "m.pkl")  # MLS601
#%% + utils.py
import joblib
def save_model(model, path):
    joblib.dump(model, path)
#%% silent both saved by a helper
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from utils import save_object
df = pd.read_csv("a.csv")
sc = StandardScaler()
X = sc.fit_transform(df.drop(columns="y"))
m = SVC().fit(X, df["y"])
save_object(m, "m.pkl")
save_object(sc, "s.pkl")
#%% + utils.py
import pickle
def save_object(obj, path):
    with open(path, "wb") as f:
        pickle.dump(obj, f)
#%% saved in a class of two files
import pandas as pd
from prep import scale
from sklearn.svm import SVC
from utils import Saver
def main():
    df = pd.read_csv("a.csv")
    X = scale(df.drop(columns="y"))
    m = SVC().fit(X, df["y"])
    Saver("out").save(m, "svc")  # MLS601
main()
#%% + prep.py
from sklearn.preprocessing import MinMaxScaler
def scale(X):
    return MinMaxScaler().fit_transform(X)
#%% + utils.py
import os
import joblib
class Saver:
    def __init__(self, folder):
        self.folder = folder
    def save(self, model, name):
        joblib.dump(model, os.path.join(self.folder, f"{name}.pkl"))
