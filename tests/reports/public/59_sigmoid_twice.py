# source: avBuffer/UNet3plus_pth#23
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)


class UNet3Plus(nn.Module):
    def __init__(self, n_channels=3, n_classes=1):
        super().__init__()
        self.conv1 = nn.Conv2d(n_channels, 32, 3, padding=1)
        self.conv2 = nn.Conv2d(32, 32, 3, padding=1)
        self.outconv1 = nn.Conv2d(64, n_classes, 3, padding=1)

    def forward(self, inputs):
        h1 = F.relu(self.conv1(inputs))
        h2 = F.relu(self.conv2(F.max_pool2d(h1, 2)))
        d1 = self.outconv1(torch.cat([h1, F.interpolate(h2, scale_factor=2)], dim=1))
        return torch.sigmoid(d1)


data = np.load("carvana.npz")
rows = TensorDataset(torch.from_numpy(data["imgs"]).float(), torch.from_numpy(data["masks"]).float())
net = UNet3Plus()
criterion = nn.BCEWithLogitsLoss()
optimizer = torch.optim.RMSprop(net.parameters(), lr=1e-4, weight_decay=1e-8)
for epoch in range(5):
    net.train()
    for imgs, true_masks in DataLoader(rows, batch_size=1, shuffle=True):
        masks_pred = net(imgs)
        loss = criterion(masks_pred, true_masks)  # expect: MLS705
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print("epoch", epoch, "loss (batch)", loss.item())
torch.save(net.state_dict(), "CP_epoch5.pth")
