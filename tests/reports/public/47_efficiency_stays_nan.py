# source: renewables-ninja/gsee PR 2
import numpy as np
import pandas as pd
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error

T_REF, G_REF = 25.0, 1000.0


def relative_efficiency(irradiance, module_temperature):
    g = irradiance / G_REF
    t = module_temperature - T_REF
    k = (-0.017162, -0.040289, -0.004681, 0.000148, 0.000169, 0.000005)
    log_g = np.log(g)
    eff = 1 + k[0] * log_g + k[1] * log_g**2 + t * (k[2] + k[3] * log_g + k[4] * log_g**2) + k[5] * t**2
    eff.fillna(0)  # expect: MLS317
    eff[eff < 0] = 0
    return eff


plant = pd.read_csv("plant.csv", parse_dates=["hour"]).sort_values("hour")
plant["eff"] = relative_efficiency(plant["irradiance"], plant["module_temperature"])
plant["potential"] = plant["eff"] * plant["irradiance"]
train, test = plant[plant["hour"] < "2018-01-01"], plant[plant["hour"] >= "2018-01-01"]
columns = ["potential", "wind_speed"]
mean_only = DummyRegressor().fit(train[columns], train["power"])
model = Ridge().fit(train[columns], train["power"])
print("mean only", mean_absolute_error(test["power"], mean_only.predict(test[columns])))
print("ridge", mean_absolute_error(test["power"], model.predict(test[columns])))
