"""Spark."""

from __future__ import annotations

HEAD = """
from pyspark.sql import SparkSession
from pyspark.ml import Pipeline
from pyspark.ml.classification import LogisticRegression, RandomForestClassifier
from pyspark.ml.evaluation import BinaryClassificationEvaluator, MulticlassClassificationEvaluator
from pyspark.ml.feature import StandardScaler, StringIndexer, VectorAssembler
from pyspark.ml.tuning import CrossValidator, ParamGridBuilder
spark = SparkSession.builder.getOrCreate()
df = spark.read.csv("a.csv", header=True)
lr = LogisticRegression(labelCol="t")
evaluator = BinaryClassificationEvaluator(labelCol="t")
"""
# name of the case: (program, the codes it gets)
CASES: dict[str, tuple[str, str]] = {
    "scaler before randomSplit": (
        "vec = VectorAssembler(inputCols=['a'], outputCol='v').transform(df)\n"
        "scaled = StandardScaler(inputCol='v', outputCol='f').fit(vec).transform(vec)\n"
        "train, test = scaled.randomSplit([0.8, 0.2], seed=1)\n"
        "pred = lr.fit(train).transform(test)\nprint(evaluator.evaluate(pred))",
        "MLS103",
    ),
    "scaler in the pipeline": (
        "train, test = df.randomSplit([0.8, 0.2], seed=1)\n"
        "p = Pipeline(stages=[VectorAssembler(inputCols=['a'], outputCol='v'),"
        " StandardScaler(inputCol='v', outputCol='f'), lr])\n"
        "m = p.fit(train)\npred = m.transform(test)\nprint(evaluator.evaluate(pred))",
        "",
    ),
    "indexer before the split": (
        "indexed = StringIndexer(inputCol='a', outputCol='b').fit(df).transform(df)\n"
        "train, test = indexed.randomSplit([0.8, 0.2], seed=1)\n"
        "pred = lr.fit(train).transform(test)\nprint(evaluator.evaluate(pred))",
        "",
    ),
    "fitted on all rows": (
        "train, test = df.randomSplit([0.8, 0.2], seed=1)\nm = lr.fit(df)\n"
        "print(evaluator.evaluate(m.transform(test)))",
        "MLS101",
    ),
    "scored where it was trained": (
        "m = lr.fit(df)\nprint(evaluator.evaluate(m.transform(df)))",
        "MLS504",
    ),
    "three parts": (
        "train, val, test = df.randomSplit([0.7, 0.1, 0.2], seed=1)\nm = lr.fit(train)\n"
        "print(evaluator.evaluate(m.transform(val)))\nprint(evaluator.evaluate(m.transform(test)))",
        "",
    ),
    "cross-validated after a scaler": (
        "vec = VectorAssembler(inputCols=['a'], outputCol='v').transform(df)\n"
        "scaled = StandardScaler(inputCol='v', outputCol='f').fit(vec).transform(vec)\n"
        "cv = CrossValidator(estimator=lr, evaluator=evaluator, numFolds=3)\nm = cv.fit(scaled)",
        "MLS106",
    ),
    "cross-validated pipeline": (
        "p = Pipeline(stages=[StandardScaler(inputCol='v', outputCol='f'), lr])\n"
        "cv = CrossValidator(estimator=p, evaluator=evaluator, numFolds=3)\n"
        "train, test = df.randomSplit([0.8, 0.2], seed=1)\nm = cv.fit(train)\n"
        "print(evaluator.evaluate(m.transform(test)))",
        "",
    ),
}
