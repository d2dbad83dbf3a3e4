# codes: MLS506
#%% spark ranks by the labels
from pyspark.sql import SparkSession
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.evaluation import BinaryClassificationEvaluator

spark = SparkSession.builder.getOrCreate()
df = spark.read.csv("a.csv", header=True, inferSchema=True)
df = VectorAssembler(inputCols=["a", "b"], outputCol="features").transform(df)
train, test = df.randomSplit([0.7, 0.3], seed=1)
model = LogisticRegression(labelCol="y").fit(train)
evaluator = BinaryClassificationEvaluator(rawPredictionCol="prediction", labelCol="y")  # MLS506
print(evaluator.evaluate(model.transform(test)))
#%% spark ranks by the labels in a function
from pyspark.ml.evaluation import BinaryClassificationEvaluator

def auc(predictions, label="y"):
    ev = BinaryClassificationEvaluator(labelCol=label, rawPredictionCol="prediction", metricName="areaUnderROC")  # MLS506
    return ev.evaluate(predictions)
#%% spark ranks by the labels of trees
from pyspark.sql import SparkSession
from pyspark.ml.classification import GBTClassifier
from pyspark.ml.evaluation import BinaryClassificationEvaluator

spark = SparkSession.builder.getOrCreate()
train, test = spark.read.parquet("a.parquet").randomSplit([0.7, 0.3], seed=1)
pred = GBTClassifier(labelCol="y", seed=1).fit(train).transform(test)
print(BinaryClassificationEvaluator(rawPredictionCol="prediction", labelCol="y").evaluate(pred))  # MLS506
#%% silent: spark ranks by the scores
from pyspark.ml.evaluation import BinaryClassificationEvaluator

def auc(predictions, label="y"):
    return BinaryClassificationEvaluator(labelCol=label, rawPredictionCol="rawPrediction").evaluate(predictions)
#%% silent: spark ranks by default
from pyspark.ml.evaluation import BinaryClassificationEvaluator

def auc(predictions):
    return BinaryClassificationEvaluator(labelCol="y").evaluate(predictions)
#%% silent: spark accuracy of labels
from pyspark.ml.evaluation import MulticlassClassificationEvaluator

def accuracy(predictions):
    return MulticlassClassificationEvaluator(labelCol="y", predictionCol="prediction").evaluate(predictions)
