# source: Y-debug-sys/Diffusion-TS#67
import numpy as np
import pandas as pd
import torch
from torch.utils.data import DataLoader, Dataset

WINDOW = 24


def divide(samples, ratio, seed=2023):
    size = samples.shape[0]
    state = np.random.RandomState(seed)
    order = state.permutation(size)
    regular = order[: int(np.ceil(size * ratio))]
    irregular = order[int(np.ceil(size * ratio)):]
    return samples[regular], samples[irregular]  # expect: MLS119


class EnergyWindows(Dataset):
    def __init__(self, path, period, ratio=0.7):
        raw = pd.read_csv(path).to_numpy(dtype="float32")
        samples = np.stack([raw[i : i + WINDOW] for i in range(len(raw) - WINDOW + 1)])
        train, rest = divide(samples, ratio)
        self.samples = train if period == "train" else rest

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, index):
        return torch.from_numpy(self.samples[index])


torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(28, 8), torch.nn.Linear(8, 28))
optimizer = torch.optim.Adam(model.parameters())
train_rows = DataLoader(EnergyWindows("energy.csv", "train"), batch_size=64, shuffle=True)
test_rows = DataLoader(EnergyWindows("energy.csv", "test"), batch_size=64)
for epoch in range(30):
    for batch in train_rows:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(batch), batch).backward()
        optimizer.step()
with torch.no_grad():
    error = sum(((model(b) - b) ** 2).sum().item() for b in test_rows) / len(test_rows.dataset)
    still = sum(((b.mean() - b) ** 2).sum().item() for b in test_rows) / len(test_rows.dataset)
print("baseline", still, "model", error)
