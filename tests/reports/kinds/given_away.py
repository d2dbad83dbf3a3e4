# codes: MLS113 MLS116
#%% a helper that returns the parts
import pandas as pd
from sklearn.model_selection import train_test_split

def prepare(path):
    df = pd.read_csv(path)
    df["rate"] = df["merchant"].map(df.groupby("merchant")["fraud"].mean())  # MLS113
    X, y = df.drop(columns="fraud"), df["fraud"]
    return train_test_split(X, y, random_state=0)
#%% a class that keeps the rates, and saves the parts
import pandas as pd
from sklearn.model_selection import train_test_split

class Data:
    def __init__(self, path):
        self.df = pd.read_csv(path)

    def rates(self):
        return self.df.groupby("state")["is_fraud"].mean().to_dict()

    def build(self):
        self.df["state_rate"] = self.df["state"].map(self.rates())  # MLS113
        X = self.df[["amt", "state_rate"]]
        y = self.df["is_fraud"]
        a, b, c, d = train_test_split(X, y, test_size=0.2, random_state=3)
        a.to_csv("X_train.csv")
        b.to_csv("X_test.csv")

Data("cards.csv").build()
#%% days since, given away
from datetime import datetime
import pandas as pd
from sklearn.model_selection import train_test_split

def load():
    df = pd.read_csv("customers.csv", parse_dates=["joined"])
    df["days"] = (datetime.now() - df["joined"]).dt.days  # MLS116
    return train_test_split(df[["days", "income"]], df["churn"], random_state=0)
#%% silent: rates of the training rows
import pandas as pd
from sklearn.model_selection import train_test_split

def prepare(path):
    df = pd.read_csv(path)
    train, test = train_test_split(df, random_state=0)
    rates = train.groupby("merchant")["amount"].mean()
    for part in (train, test):
        part["usual"] = part["merchant"].map(rates)
    return train, test
#%% silent: means of a feature
import pandas as pd
from sklearn.model_selection import train_test_split

def prepare(path):
    df = pd.read_csv(path)
    df["usual"] = df["merchant"].map(df.groupby("merchant")["amount"].mean())
    return train_test_split(df[["amount", "usual"]], df["fraud"], random_state=0)
#%% silent: only looked at
import pandas as pd
from sklearn.model_selection import train_test_split

def prepare(path):
    df = pd.read_csv(path)
    rates = df.groupby("merchant")["fraud"].mean()
    print(rates)
    df["rate"] = df["merchant"].map(rates)
    return train_test_split(df[["amount"]], df["fraud"], random_state=0)
