# source: MIC-DKFZ/batchgenerators#17
import random

import numpy as np
import torch
from torch import nn

SEED = 1234
np.random.seed(SEED)
torch.manual_seed(SEED)


def augment_brightness(picture, low=0.7, high=1.3):
    multiplier = random.uniform(low, high)  # expect: MLS204
    return np.clip(picture * multiplier, 0, 1)


def mirror(picture):
    return picture[:, ::-1].copy() if np.random.uniform() < 0.5 else picture


def batches(x, y, size=8):
    for _ in range(len(x) // size):
        rows = np.random.choice(len(x), size)
        pictures = np.stack([mirror(augment_brightness(x[r])) for r in rows])
        yield torch.from_numpy(pictures[:, None]).float(), torch.from_numpy(y[rows]).long()


x, y = np.load("slices.npy"), np.load("slice_labels.npy")
model = nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 3))
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for epoch in range(25):
    for pictures, labels in batches(x[:900], y[:900]):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(pictures), labels).backward()
        optimizer.step()
model.eval()
with torch.no_grad():
    guess = model(torch.from_numpy(x[900:, None]).float()).argmax(1).numpy()
print("majority", np.mean(y[900:] == np.bincount(y[:900]).argmax()), "net", np.mean(guess == y[900:]))
