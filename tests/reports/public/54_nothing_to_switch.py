# source: ugent-korea/pytorch-unet-segmentation#18 (the reporter is wrong: the net has neither dropout nor batch norm)
# expect none
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(1)


class SmallUnet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = nn.Conv2d(1, 16, 3, padding=1)
        self.bottom = nn.Conv2d(16, 16, 3, padding=1)
        self.up = nn.Conv2d(32, 2, 3, padding=1)

    def forward(self, x):
        kept = torch.relu(self.down(x))
        low = torch.relu(self.bottom(nn.functional.max_pool2d(kept, 2)))
        return self.up(torch.cat([kept, nn.functional.interpolate(low, scale_factor=2)], dim=1))


def validate_model(model, loader, criterion):
    total, right, background, pixels = 0.0, 0, 0, 0
    with torch.no_grad():
        for image, mask in loader:
            out = model(image)
            total += criterion(out, mask).item() * len(image)
            right += (out.argmax(1) == mask).sum().item()
            background += (mask == 0).sum().item()
            pixels += mask.numel()
    return total / len(loader.dataset), right / pixels, background / pixels


def load(part):
    data = np.load(f"isbi_{part}.npz")
    return TensorDataset(torch.from_numpy(data["image"]).float(), torch.from_numpy(data["mask"]).long())


model, criterion = SmallUnet(), nn.CrossEntropyLoss()
optimizer = torch.optim.RMSprop(model.parameters(), lr=1e-3)
for epoch in range(40):
    for image, mask in DataLoader(load("train"), batch_size=4, shuffle=True):
        optimizer.zero_grad()
        criterion(model(image), mask).backward()
        optimizer.step()
    print(epoch, "loss, accuracy, baseline:", validate_model(model, DataLoader(load("val"), batch_size=4), criterion))
