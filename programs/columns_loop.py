import numpy as np
import pandas as pd
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import StandardScaler

rng = np.random.RandomState(4)
made = pd.DataFrame(rng.normal(size=(90, 4)), columns=["glucose", "pressure", "skin", "bmi"])
made["risk"] = made["glucose"] * 2 + made["bmi"] + rng.normal(scale=0.4, size=90)
for col in ["glucose", "skin"]:
    made.loc[rng.rand(90) < 0.25, col] = np.nan
made.to_csv("blood.csv", index=False)

data = pd.read_csv("blood.csv")
# every column gets its own mean
for col in ["glucose", "skin"]:
    data[col] = data[col].fillna(data[col].mean())  # smell: MLS103
print(data.describe().loc["count"].tolist())

numbers = ["glucose", "pressure", "skin", "bmi"]
scaler = StandardScaler()
data[numbers] = scaler.fit_transform(data[numbers])  # smell: MLS103
print("mean of bmi now", round(abs(data["bmi"].mean()), 1))
top = data.nlargest(3, "bmi").index.tolist()

x_train, x_test, y_train, y_test = train_test_split(
    data[numbers], data["risk"], test_size=0.2, random_state=4
)
model = LinearRegression()
model.fit(x_train, y_train)
print(f"MAE {mean_absolute_error(y_test, model.predict(x_test)):.4f}", len(top))
