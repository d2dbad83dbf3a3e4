"""Expressions of Polars and Spark: what they are, once a table is asked for them."""

from __future__ import annotations

import pytest

from facts.seen import events, held

POLARS = "import polars as pl\ndf = pl.read_csv('a.csv')\n"
SPARK = (
    "from pyspark.sql import SparkSession\nimport pyspark.sql.functions as F\n"
    "spark = SparkSession.builder.getOrCreate()\ndf = spark.read.csv('a.csv')\n"
)

# name of the case: (what comes before, program, how x is described)
ASKED: dict[str, tuple[str, str, str]] = {
    "nothing is asked": (POLARS, "x = pl.col('a').mean()", "unknown"),
    "a column": (POLARS, "x = df.with_columns(pl.col('a').alias('b'))", "frame D1 b<-a"),
    "a statistic in it": (
        POLARS,
        "x = df.with_columns((pl.col('a') - pl.col('a').mean()).alias('a'))['a']",
        "series D1 column=a stat@3",
    ),
    "of another column": (POLARS, "x = df.with_columns(pl.col('b').mean().alias('c'))['a']", "series D1 column=a"),
    "in a list": (POLARS, "x = df.with_columns([pl.col('a') / pl.col('a').max()])['a']", "series D1 column=a stat@3"),
    "by keyword": (POLARS, "x = df.with_columns(c=pl.col('a') - pl.mean('a'))", "frame D1 stat@3 c<-a"),
    "per group": (
        POLARS,
        "x = df.with_columns(pl.col('y').mean().over('k').alias('r'))['r']",
        "series D1 column=r stat@3 from=r,y",
    ),
    "a summary": (
        POLARS,
        "x = df.group_by('k').agg(pl.col('y').mean().alias('r'))",
        "stat columns=['r'] stat@3 from=y",
    ),
    "rows that meet a condition": (POLARS, "x = df.filter(pl.col('a') > 3)", "frame D1/S1.> 3"),
    "chosen": (POLARS, "x = df.select('a', pl.col('b') - pl.col('b').mean())", "frame D1 columns=['a', 'b'] stat@3"),
    "Spark, one more column": (SPARK, "x = df.withColumn('b', F.col('a') * 2)", "frame D1 b<-a"),
    "Spark, a mean": (SPARK, "x = df.select(F.mean('a')).collect()[0][0]", "stat stat@5"),
    "Spark, renamed": (SPARK, "x = df.withColumnRenamed('a', 'b')", "frame D1"),
}


@pytest.mark.parametrize(("head", "code", "expected"), ASKED.values(), ids=ASKED)
def test_asked(head: str, code: str, expected: str) -> None:
    assert held(code, head=head) == expected


FILES: dict[str, tuple[str, str, str]] = {
    "read": ("", "Read", "reader.csv 'a.csv' -> frame D1 (path='a.csv')"),
    "read in a format": (
        "df = spark.read.format('csv').option('header', True).load('b.csv')",
        "Read",
        "reader.load 'b.csv' -> frame D2 (path='b.csv')",
    ),
    "written": ("df.write.parquet('b.parquet')", "Write", "writer.parquet 'b.parquet' data (path='b.parquet')"),
    "written over": ("df.write.mode('overwrite').csv('b')", "Write", "writer.csv 'b' data (path='b')"),
}


@pytest.mark.parametrize(("code", "kind", "expected"), FILES.values(), ids=FILES)
def test_files_of_spark(code: str, kind: str, expected: str) -> None:
    assert events(code, kind, head=SPARK)[-1] == expected
