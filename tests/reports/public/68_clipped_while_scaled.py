# source: milesial/Pytorch-UNet#468 (also pytorch/examples#1196, harubaru/waifu-diffusion#64)
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train_model(model, rows, device, epochs=5, amp=True, gradient_clipping=1.0):
    train_loader = DataLoader(rows, batch_size=1, shuffle=True, drop_last=True)
    optimizer = torch.optim.RMSprop(model.parameters(), lr=1e-5, weight_decay=1e-8, momentum=0.999)
    grad_scaler = torch.amp.GradScaler(device.type, enabled=amp)
    criterion = nn.CrossEntropyLoss()
    for epoch in range(1, epochs + 1):
        model.train()
        epoch_loss = 0.0
        for images, true_masks in train_loader:
            images, true_masks = images.to(device), true_masks.to(device)
            with torch.autocast(device.type, enabled=amp):
                loss = criterion(model(images), true_masks)
            optimizer.zero_grad(set_to_none=True)
            grad_scaler.scale(loss).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), gradient_clipping)  # expect: MLS712
            grad_scaler.step(optimizer)
            grad_scaler.update()
            epoch_loss += loss.item()
        print("epoch", epoch, "train loss", epoch_loss / len(train_loader))


if __name__ == "__main__":
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    data = np.load("carvana.npz")
    rows = TensorDataset(torch.from_numpy(data["imgs"]).float(), torch.from_numpy(data["masks"]).long())
    net = nn.Sequential(nn.Conv2d(3, 64, 3, padding=1), nn.ReLU(), nn.Conv2d(64, 2, 1)).to(device)
    train_model(net, rows, device)
    torch.save(net.state_dict(), "checkpoint.pth")
