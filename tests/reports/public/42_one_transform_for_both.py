# source: mrdbourke/pytorch-deep-learning#1352 (also zoogzog/chexnet#27)
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

torch.manual_seed(42)
data_transform = transforms.Compose(
    [transforms.Resize((64, 64)), transforms.RandomHorizontalFlip(p=0.5), transforms.ToTensor()]
)
train_data = datasets.ImageFolder("data/pizza_steak_sushi/train", transform=data_transform)
test_data = datasets.ImageFolder("data/pizza_steak_sushi/test", transform=data_transform)  # expect: MLS515
train_dataloader = DataLoader(train_data, batch_size=32, shuffle=True)
test_dataloader = DataLoader(test_data, batch_size=32)

model = nn.Sequential(nn.Conv2d(3, 10, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(4), nn.Flatten(), nn.Linear(160, 3))
loss_fn = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
for epoch in range(5):
    model.train()
    for X, y in train_dataloader:
        optimizer.zero_grad()
        loss_fn(model(X), y).backward()
        optimizer.step()

model.eval()
correct, majority = 0, 0
with torch.inference_mode():
    for X, y in test_dataloader:
        correct += (model(X).argmax(1) == y).sum().item()
        majority += (y == 0).sum().item()
print("baseline", majority / len(test_data), "accuracy", correct / len(test_data))
