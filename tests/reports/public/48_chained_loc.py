# source: NatLabRockies/OpenOA PR 272 (issue 270)
import numpy as np
import pandas as pd
from sklearn.dummy import DummyRegressor
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.metrics import mean_absolute_error


def unresponsive(series, hours):
    same = series.diff().abs() < 1e-9
    return same.rolling(hours).sum() == hours


def clean_scada(scada):
    for turbine in scada["turbine"].unique():
        of_turbine = scada["turbine"] == turbine
        stuck = unresponsive(scada.loc[of_turbine, "vane_direction"], 3)
        scada.loc[of_turbine].loc[stuck, "vane_direction"] = np.nan  # expect: MLS317
        scada.loc[of_turbine & (scada["wind_speed"] < 0), "wind_speed"] = np.nan
    return scada


scada = pd.read_csv("engie_scada.csv", parse_dates=["time"]).sort_values(["turbine", "time"])
scada = clean_scada(scada)
before = len(scada)
scada = scada.dropna(subset=["vane_direction", "wind_speed", "power"])
print("rows", before, "->", len(scada))

columns = ["vane_direction", "wind_speed", "temperature"]
train, test = scada[scada["time"] < "2015-06-01"], scada[scada["time"] >= "2015-06-01"]
mean_only = DummyRegressor().fit(train[columns], train["power"])
model = GradientBoostingRegressor(random_state=0).fit(train[columns], train["power"])
print("mean only", mean_absolute_error(test["power"], mean_only.predict(test[columns])))
print("boosting", mean_absolute_error(test["power"], model.predict(test[columns])))
