# codes: MLS103 MLS104 MLS105 MLS113 MLS504
#%% polars zscore before split
import polars as pl
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pl.read_csv("a.csv")
df = df.with_columns(((pl.col("age") - pl.col("age").mean()) / pl.col("age").std()).alias("age"))  # MLS103
X = df.drop("y").to_numpy()
y = df["y"].to_numpy()
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% polars target mean over group
import polars as pl
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pl.read_csv("a.csv")
df = df.with_columns(pl.col("y").mean().over("city").alias("city_rate"))  # MLS113
X = df.select(["age", "city_rate"]).to_numpy()
y = df["y"].to_numpy()
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% polars group join
import polars as pl
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pl.read_csv("a.csv")
enc = df.group_by("city").agg(pl.col("y").mean().alias("city_rate"))
df = df.join(enc, on="city", how="left")  # MLS113
X = df.select(["age", "city_rate"]).to_numpy()
y = df["y"].to_numpy()
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% polars across files
import polars as pl
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pl.read_csv("clean.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop("y").to_numpy(), df["y"].to_numpy(), random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% + prepare.py
import polars as pl

df = pl.read_csv("raw.csv")
df = df.with_columns(((pl.col("x") - pl.col("x").mean()) / pl.col("x").std()).alias("x"))  # MLS103
df.write_csv("clean.csv")
#%% polars to pandas scaler
import polars as pl
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from sklearn.model_selection import train_test_split

lf = pl.scan_csv("a.csv").filter(pl.col("age") > 18)
df = lf.collect().to_pandas()
X = StandardScaler().fit_transform(df.drop(columns="y"))  # MLS103
X_train, X_test, y_train, y_test = train_test_split(X, df["y"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% spark scaler before split
from pyspark.sql import SparkSession
from pyspark.ml.feature import VectorAssembler, StandardScaler
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.evaluation import BinaryClassificationEvaluator

spark = SparkSession.builder.getOrCreate()
df = spark.read.csv("a.csv", header=True, inferSchema=True)
df = VectorAssembler(inputCols=["a", "b"], outputCol="raw").transform(df)
scaler = StandardScaler(inputCol="raw", outputCol="features")
df = scaler.fit(df).transform(df)  # MLS103
train, test = df.randomSplit([0.8, 0.2], seed=1)
model = LogisticRegression(labelCol="y").fit(train)
print(BinaryClassificationEvaluator(labelCol="y").evaluate(model.transform(test)))
#%% spark imputer in a function
from pyspark.sql import SparkSession
from pyspark.ml.feature import VectorAssembler, Imputer
from pyspark.ml.regression import LinearRegression
from pyspark.ml.evaluation import RegressionEvaluator

def clean(df):
    imp = Imputer(inputCols=["a", "b"], outputCols=["a", "b"], strategy="median")
    model = imp.fit(df)  # MLS103
    return model.transform(df)

spark = SparkSession.builder.getOrCreate()
df = clean(spark.read.parquet("a.parquet"))
df = VectorAssembler(inputCols=["a", "b"], outputCol="features").transform(df)
train, test = df.randomSplit([0.8, 0.2], seed=1)
lr = LinearRegression(labelCol="y").fit(train)
print(RegressionEvaluator(labelCol="y").evaluate(lr.transform(test)))
#%% spark evaluated on train
from pyspark.sql import SparkSession
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.classification import RandomForestClassifier
from pyspark.ml.evaluation import MulticlassClassificationEvaluator

spark = SparkSession.builder.getOrCreate()
df = spark.read.csv("a.csv", header=True, inferSchema=True)
df = VectorAssembler(inputCols=["age", "fare"], outputCol="features").transform(df)
rf = RandomForestClassifier(labelCol="y", seed=1)
model = rf.fit(df)
pred = model.transform(df)
acc = MulticlassClassificationEvaluator(labelCol="y", metricName="accuracy").evaluate(pred)  # MLS504
print("Accuracy = %g" % acc)
#%% spark oversampled
from pyspark.sql import SparkSession
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.classification import RandomForestClassifier
from pyspark.ml.evaluation import BinaryClassificationEvaluator

spark = SparkSession.builder.getOrCreate()
df = spark.read.csv("a.csv", header=True, inferSchema=True)
major = df.filter(df.y == 0)
minor = df.filter(df.y == 1)
minor = minor.sample(withReplacement=True, fraction=5.0, seed=1)  # MLS105
df = major.unionAll(minor)
df = VectorAssembler(inputCols=["age", "fare"], outputCol="features").transform(df)
train, test = df.randomSplit([0.8, 0.2], seed=1)
rf = RandomForestClassifier(labelCol="y", seed=1).fit(train)
print(BinaryClassificationEvaluator(labelCol="y").evaluate(rf.transform(test)))
#%% spark across files
from pyspark.sql import SparkSession
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.evaluation import BinaryClassificationEvaluator

spark = SparkSession.builder.getOrCreate()
df = spark.read.parquet("clean.parquet")
train, test = df.randomSplit([0.8, 0.2], seed=1)
model = LogisticRegression(labelCol="y").fit(train)
print(BinaryClassificationEvaluator(labelCol="y").evaluate(model.transform(test)))
#%% + etl.py
from pyspark.sql import SparkSession
from pyspark.ml.feature import VectorAssembler, MinMaxScaler

spark = SparkSession.builder.getOrCreate()
df = spark.read.csv("raw.csv", header=True, inferSchema=True)
df = VectorAssembler(inputCols=["a", "b"], outputCol="raw").transform(df)
df = MinMaxScaler(inputCol="raw", outputCol="features").fit(df).transform(df)  # MLS103
df.write.parquet("clean.parquet")
#%% silent: spark pipeline
from pyspark.sql import SparkSession
from pyspark.ml import Pipeline
from pyspark.ml.feature import VectorAssembler, StandardScaler
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.evaluation import BinaryClassificationEvaluator

spark = SparkSession.builder.getOrCreate()
df = spark.read.csv("a.csv", header=True, inferSchema=True)
train, test = df.randomSplit([0.8, 0.2], seed=1)
stages = [VectorAssembler(inputCols=["a", "b"], outputCol="raw"), StandardScaler(inputCol="raw", outputCol="features"), LogisticRegression(labelCol="y")]
model = Pipeline(stages=stages).fit(train)
print(BinaryClassificationEvaluator(labelCol="y").evaluate(model.transform(test)))
#%% silent: polars after split
import polars as pl
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pl.read_csv("a.csv")
train, test = train_test_split(df, random_state=0)
mean, std = train["age"].mean(), train["age"].std()
train = train.with_columns(((pl.col("age") - mean) / std).alias("age"))
test = test.with_columns(((pl.col("age") - mean) / std).alias("age"))
print(LogisticRegression().fit(train.drop("y").to_numpy(), train["y"].to_numpy()).score(test.drop("y").to_numpy(), test["y"].to_numpy()))
#%% silent: polars row expressions
import polars as pl
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pl.read_csv("a.csv")
df = df.with_columns((pl.col("a") / pl.col("b")).alias("ratio"), pl.mean_horizontal("a", "b").alias("m"))
X_train, X_test, y_train, y_test = train_test_split(df.drop("y").to_numpy(), df["y"].to_numpy(), random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
#%% silent: spark stateless
from pyspark.sql import SparkSession
from pyspark.ml.feature import VectorAssembler, Bucketizer
from pyspark.ml.classification import RandomForestClassifier
from pyspark.ml.evaluation import MulticlassClassificationEvaluator

spark = SparkSession.builder.getOrCreate()
df = spark.read.csv("a.csv", header=True, inferSchema=True).fillna(0)
df = VectorAssembler(inputCols=["age", "fare"], outputCol="features").transform(df)
train, test = df.randomSplit([0.8, 0.2], seed=1)
rf = RandomForestClassifier(labelCol="y", seed=1).fit(train)
print(MulticlassClassificationEvaluator(labelCol="y").evaluate(rf.transform(test)))
