"""Forecasting libraries."""

from __future__ import annotations

HEAD = """
import pandas as pd
from darts import TimeSeries
from darts.dataprocessing.transformers import Scaler
from darts.metrics import mape
from darts.models import ExponentialSmoothing, NBEATSModel
from sklearn.metrics import mean_absolute_error
from sklearn.preprocessing import MinMaxScaler
from sktime.forecasting.base import ForecastingHorizon
from sktime.forecasting.naive import NaiveForecaster
from sktime.forecasting.arima import AutoARIMA
from sktime.split import temporal_train_test_split
from prophet import Prophet
import statsmodels.api as sm
from statsmodels.tsa.arima.model import ARIMA
df = pd.read_csv("a.csv", index_col=0)
y = df["t"]
"""
# name of the case: (program, the codes it gets)
CASES: dict[str, tuple[str, str]] = {
    "sktime": (
        "a, b = temporal_train_test_split(y, test_size=12)\n"
        "f = AutoARIMA()\nf.fit(a)\npred = f.predict(ForecastingHorizon(b.index, is_relative=False))\n"
        "print(mean_absolute_error(b, pred))",
        "",
    ),
    "sktime fitted on all": (
        "a, b = temporal_train_test_split(y, test_size=12)\n"
        "f = AutoARIMA()\nf.fit(y)\npred = f.predict(ForecastingHorizon(b.index, is_relative=False))\n"
        "print(mean_absolute_error(b, pred))",
        "MLS101",
    ),
    "darts": (
        "s = TimeSeries.from_series(y)\ntrain, val = s.split_before(0.8)\n"
        "sc = Scaler()\ntrain = sc.fit_transform(train)\nval = sc.transform(val)\n"
        "m = NBEATSModel(24, 12)\nm.fit(train)\nprint(mape(val, m.predict(len(val))))",
        "",
    ),
    "darts scaled before the split": (
        "s = Scaler().fit_transform(TimeSeries.from_series(y))\ntrain, val = s.split_after(0.8)\n"
        "m = NBEATSModel(24, 12)\nm.fit(train)\nprint(mape(val, m.predict(len(val))))",
        "MLS103",
    ),
    "darts fitted on all": (
        "s = TimeSeries.from_series(y)\ntrain, val = s.split_before(0.8)\n"
        "m = ExponentialSmoothing()\nm.fit(s)\nprint(mape(val, m.predict(len(val))))",
        "MLS101",
    ),
    "statsmodels": (
        "train, test = y[:-12], y[-12:]\nres = ARIMA(train, order=(1, 1, 1)).fit()\n"
        "print(mean_absolute_error(test, res.forecast(12)))",
        "",
    ),
    "regression scored on its own rows": (
        "from sklearn.model_selection import train_test_split\n"
        "a, b, c, d = train_test_split(df[['u']], y, random_state=0)\n"
        "res = sm.OLS(y, sm.add_constant(df[['u']])).fit()\n"
        "print(mean_absolute_error(d, res.predict(sm.add_constant(b))))",
        "MLS101",
    ),
    "regression on the training rows": (
        "from sklearn.model_selection import train_test_split\n"
        "a, b, c, d = train_test_split(df[['u']], y, random_state=0)\n"
        "res = sm.OLS(c, sm.add_constant(a)).fit()\n"
        "print(mean_absolute_error(d, res.predict(sm.add_constant(b))))",
        "",
    ),
    "prophet": (
        "train, test = df[:-30], df[-30:]\nm = Prophet()\nm.fit(train)\nf = m.predict(test)\n"
        "print(mean_absolute_error(test['y'], f['yhat']))",
        "",
    ),
    "prophet fitted on all": (
        "m = Prophet()\nm.fit(df)\nf = m.predict(df)\nprint(mean_absolute_error(df['y'], f['yhat']))",
        "MLS504",
    ),
}
