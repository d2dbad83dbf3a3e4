# codes: MLS102
#%% one function for both files
import pandas as pd
from sklearn.preprocessing import OneHotEncoder
from sklearn.linear_model import LogisticRegression

def preprocess(df):
    encoder = OneHotEncoder(drop="first", sparse_output=False)
    encoded = encoder.fit_transform(df[["category"]])
    extra = pd.DataFrame(encoded, columns=encoder.get_feature_names_out(["category"]))
    return pd.concat([df.drop(columns=["category"]), extra], axis=1)

train = preprocess(pd.read_csv("train.csv"))
test = preprocess(pd.read_csv("test.csv"))  # MLS102
model = LogisticRegression().fit(train.drop(columns="y"), train["y"])
print(model.score(test.drop(columns="y"), test["y"]))
#%% unknown reader, tables written away
from sklearn.preprocessing import StandardScaler
from project import Project
dsp = Project()

def feature_processing(df):
    for column in numeric_columns:
        df[column] = df[column].fillna(df[column].dropna().mean())
    scaler = StandardScaler().fit(df[numeric_columns])
    df[numeric_columns] = scaler.transform(df[numeric_columns])
    return df

numeric_columns = ["a", "b"]
df = dsp.read_table(train_dataset, "feature")
df = df.loc[df["Range_day"] == 1]
df = feature_processing(df)
dsp.write_table(df, "train_processed", "feature")
df_validate = dsp.read_table(validate_dataset, "feature")
df_validate = feature_processing(df_validate)  # MLS102
dsp.write_table(df_validate, "validate_processed", "feature")
df_score = dsp.read_table(score_dataset, "feature")
df_score = feature_processing(df_score)  # MLS102
dsp.write_table(df_score, "score_processed", "feature")
#%% two files, no model
import pandas as pd
from sklearn.preprocessing import MinMaxScaler

def prepare(frame):
    cols = ["a", "b"]
    frame[cols] = MinMaxScaler().fit_transform(frame[cols])
    return frame

train = prepare(pd.read_csv("train.csv"))
test = prepare(pd.read_csv("test.csv"))  # MLS102
train.to_csv("train_ready.csv")
test.to_csv("test_ready.csv")
#%% spark
from pyspark.sql import SparkSession
from pyspark.ml.feature import StringIndexer, StandardScaler, VectorAssembler
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.evaluation import BinaryClassificationEvaluator

spark = SparkSession.builder.getOrCreate()

def transform(df):
    assembler = VectorAssembler(inputCols=["job_index", "age"], outputCol="raw")
    df = assembler.transform(df)
    scaler = StandardScaler(inputCol="raw", outputCol="features")
    return scaler.fit(df).transform(df)

data = spark.read.csv("bank.csv", header=True, inferSchema=True)
train, test = data.randomSplit([0.8, 0.2], seed=1)
train = transform(train)
test = transform(test)  # MLS102
train.write.parquet("train.parquet")
test.write.parquet("test.parquet")
#%% parts of one split, in a class, given away
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split

class Texts:
    def vectors(self, texts):
        vectorizer = TfidfVectorizer(max_features=1000)
        return vectorizer.fit_transform(texts)

    def load(self, texts, labels):
        a, b, ya, yb = train_test_split(texts, labels, random_state=0)
        return self.vectors(a), self.vectors(b), ya, yb  # MLS102
#%% silent: a fitted one is handed on
import pandas as pd
from sklearn.preprocessing import MinMaxScaler

def prepare(frame, scaler=None):
    cols = ["a", "b"]
    if scaler is None:
        scaler = MinMaxScaler().fit(frame[cols])
    frame[cols] = scaler.transform(frame[cols])
    return frame, scaler

train, scaler = prepare(pd.read_csv("train.csv"))
test, _ = prepare(pd.read_csv("test.csv"), scaler)
train.to_csv("train_ready.csv")
test.to_csv("test_ready.csv")
#%% silent: two towns
import pandas as pd
from sklearn.preprocessing import MinMaxScaler

def prepare(frame):
    return MinMaxScaler().fit_transform(frame[["a", "b"]])

rome = prepare(pd.read_csv("rome.csv"))
oslo = prepare(pd.read_csv("oslo.csv"))
#%% silent: each trains its own model
import pandas as pd
from sklearn.preprocessing import MinMaxScaler
from sklearn.linear_model import LogisticRegression

def run(frame):
    X = MinMaxScaler().fit_transform(frame[["a", "b"]])
    return LogisticRegression().fit(X, frame["y"])

model = run(pd.read_csv("train.csv"))
upper = run(pd.read_csv("test.csv"))
#%% silent: nothing is learned
import pandas as pd
from sklearn.preprocessing import Normalizer

def prepare(frame):
    return Normalizer().fit_transform(frame[["a", "b"]])

train = prepare(pd.read_csv("train.csv"))
test = prepare(pd.read_csv("test.csv"))
#%% silent: labels are encoded
import pandas as pd
from sklearn.preprocessing import LabelEncoder
from sklearn.ensemble import RandomForestClassifier

def encode(labels):
    return LabelEncoder().fit_transform(labels)

train, test = pd.read_csv("train.csv"), pd.read_csv("test.csv")
y_train = encode(train["y"])
y_test = encode(test["y"])
model = RandomForestClassifier(random_state=0).fit(train[["a"]], y_train)
print(model.score(test[["a"]], y_test))
