# source: daxin007/ARMD#5
import numpy as np
import pandas as pd
import torch
from sklearn.preprocessing import StandardScaler
from torch.utils.data import DataLoader, Dataset


class CustomDataset(Dataset):
    def __init__(self, path, window=96, proportion=0.9, period="train"):
        self.window = window
        self.rawdata, self.scaler = self.read_data(path)
        self.data = self.scaler.transform(self.rawdata)
        train, inference = self.getsamples(self.data, proportion)
        self.samples = train if period == "train" else inference

    def read_data(self, path):
        data = pd.read_csv(path).drop(columns=["date"]).to_numpy()
        scaler = StandardScaler()
        scaler = scaler.fit(data)  # expect: MLS103
        return data, scaler

    def getsamples(self, data, proportion):
        cut = int(len(data) * proportion)
        past, future = data[:cut], data[cut:]
        return self.windows(past), self.windows(future)

    def windows(self, data):
        return np.stack([data[i : i + self.window] for i in range(len(data) - self.window + 1)]).astype("float32")

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, index):
        return torch.from_numpy(self.samples[index])


torch.manual_seed(0)
train_loader = DataLoader(CustomDataset("etth1.csv", period="train"), batch_size=128, shuffle=True)
test_loader = DataLoader(CustomDataset("etth1.csv", period="test"), batch_size=128)
model = torch.nn.Linear(48, 48)
optimizer = torch.optim.Adam(model.parameters())
for epoch in range(10):
    for batch in train_loader:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(batch[:, :48].mT).mT, batch[:, 48:]).backward()
        optimizer.step()
with torch.no_grad():
    naive = np.mean([torch.nn.functional.mse_loss(b[:, 47:48].expand(-1, 48, -1), b[:, 48:]).item() for b in test_loader])
    mse = np.mean([torch.nn.functional.mse_loss(model(b[:, :48].mT).mT, b[:, 48:]).item() for b in test_loader])
print("naive", naive, "linear", mse)
