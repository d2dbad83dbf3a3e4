# source: MicrosoftDocs/sql-docs#7535
import pandas as pd
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error

df = pd.read_csv("ski_rentals.csv")

columns = df.columns.tolist()
columns = [c for c in columns if c not in ["Year"]]
target = "RentalCount"

train = df.sample(frac=0.8, random_state=1)
test = df.loc[~df.index.isin(train.index)]
print("training shape:", train.shape)
print("testing shape:", test.shape)

average = DummyRegressor().fit(train[columns], train[target])
lin_model = LinearRegression()
lin_model.fit(train[columns], train[target])  # expect: MLS112

lin_predictions = lin_model.predict(test[columns])
print("average only:", mean_squared_error(test[target], average.predict(test[columns])))
lin_mse = mean_squared_error(test[target], lin_predictions)
print("computed error:", lin_mse)
