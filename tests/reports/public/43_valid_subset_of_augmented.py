# source: gpleiss/efficient_densenet_pytorch#51
import torch
from torch import nn
from torch.utils.data import DataLoader, Subset
from torchvision import datasets, models, transforms

SEED = 0
mean, stdv = [0.5071, 0.4867, 0.4408], [0.2675, 0.2565, 0.2761]
augmented = transforms.Compose(
    [
        transforms.RandomCrop(32, padding=4),
        transforms.RandomHorizontalFlip(),
        transforms.ToTensor(),
        transforms.Normalize(mean=mean, std=stdv),
    ]
)
plain = transforms.Compose([transforms.ToTensor(), transforms.Normalize(mean=mean, std=stdv)])


def error_rate(model, rows):
    model.eval()
    wrong = 0
    with torch.no_grad():
        for image, label in DataLoader(rows, batch_size=256):
            wrong += (model(image).argmax(1) != label).sum().item()
    return wrong / len(rows)


torch.manual_seed(SEED)
train_set = datasets.CIFAR100("data", train=True, transform=augmented, download=True)
test_set = datasets.CIFAR100("data", train=False, transform=plain)
indices = torch.randperm(len(train_set))
train_part = Subset(train_set, indices[: len(indices) - 5000])
valid_part = Subset(train_set, indices[len(indices) - 5000 :])  # expect: MLS515

model = models.densenet121(num_classes=100)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
best = 1.0
for epoch in range(3):
    model.train()
    for image, label in DataLoader(train_part, batch_size=64, shuffle=True):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(image), label).backward()
        optimizer.step()
    valid_error = error_rate(model, valid_part)
    if valid_error < best:
        best = valid_error
        torch.save(model.state_dict(), "model.dat")
model.load_state_dict(torch.load("model.dat", weights_only=True))
print("baseline", 0.99, "test error", error_rate(model, test_set))
