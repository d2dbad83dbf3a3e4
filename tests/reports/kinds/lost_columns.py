# codes: MLS317
#%% columns filled in a loop of a function that others call
import pandas as pd

def fill(df, means, modes):
    for column in means:
        df[column].fillna(df[column].mean(), inplace=True)  # MLS317
    for column in modes:
        df[column].fillna(df[column].mode()[0], inplace=True)  # MLS317
    return df
#%% words replaced beside a table that is filled
import pandas as pd

class Wrangler:
    def correct(self, data):
        data["type"].replace({"red": 0, "white": 1}, inplace=True)  # MLS317
        data.fillna(data.mean(axis=0), inplace=True)
        return data
#%% a copy of the parameter
import pandas as pd

def tidy(train_df):
    """Fill what is not known."""
    out = train_df.copy()
    train_df["age"].clip(0, 99, inplace=True)  # MLS317
    out["age"].fillna(3, inplace=True)  # MLS317
    return out
#%% silent: tables by their names
import pandas as pd

def fill(tables):
    tables["train"].fillna(0, inplace=True)
    for name in tables:
        tables[name].fillna(0, inplace=True)
    return tables
#%% silent: tables in a mapping that is looked through
import pandas as pd

def fill(dfs):
    for name, df in dfs.items():
        df.fillna(0, inplace=True)
        dfs[name].replace("?", 0, inplace=True)
    return dfs
#%% silent: columns assigned back
import pandas as pd

def fill(df, columns):
    for column in columns:
        df[column] = df[column].fillna(df[column].mean())
    df.fillna(0, inplace=True)
    return df
