# source: yastrebksv/TennisCourtDetector#7
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, optimizer, criterion, device, epoch, max_iters=1000):
    model.train()
    losses = []
    for iter_id, (frames, heatmaps) in enumerate(train_loader):
        out = model(frames.to(device))
        loss = criterion(torch.sigmoid(out), heatmaps.to(device))
        loss.backward()  # expect: MLS701
        optimizer.step()
        losses.append(loss.item())
        print("train, epoch = {}, iter = [{}|{}], loss = {:.6f}".format(epoch, iter_id, max_iters, losses[-1]))
        if iter_id > max_iters:
            break
    return np.mean(losses)


torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
data = np.load("courts.npz")
rows = TensorDataset(torch.from_numpy(data["frames"]).float(), torch.from_numpy(data["heatmaps"]).float())
train_loader = DataLoader(rows, batch_size=2, shuffle=True)
model = nn.Sequential(nn.Conv2d(3, 64, 3, padding=1), nn.ReLU(), nn.Conv2d(64, 15, 3, padding=1)).to(device)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-5, betas=(0.9, 0.999))
for epoch in range(10):
    train(model, train_loader, optimizer, nn.MSELoss(), device, epoch)
torch.save(model.state_dict(), "model_last.pt")
