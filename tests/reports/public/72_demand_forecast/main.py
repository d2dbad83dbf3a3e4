# source: KanishJebaMathewM/Truxify#3031
import logging

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

from forecast import predict_demand

app = FastAPI()
log = logging.getLogger("demand")


class Features(BaseModel):
    hour: int = Field(ge=0, le=23)
    weekday: int = Field(ge=0, le=6)
    open_orders: int = Field(ge=0)
    rain_mm: float = Field(ge=0)


@app.post("/demand")
def demand(features: Features):
    value = predict_demand([features.hour, features.weekday, features.open_orders, features.rain_mm])
    if value is None:
        raise HTTPException(503, "no model yet")
    log.info("%s -> %.2f", features, value)
    return {"demand": value}
