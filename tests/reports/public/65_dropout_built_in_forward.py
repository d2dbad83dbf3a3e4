# source: yangze0930/NTS-Net#14
import torch
from torch import nn


class ResNetHead(nn.Module):
    def __init__(self, block_channels=(64, 128), num_classes=200):
        super().__init__()
        self.conv1 = nn.Conv2d(3, block_channels[0], 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(block_channels[0])
        self.relu = nn.ReLU(inplace=True)
        self.layer1 = nn.Conv2d(block_channels[0], block_channels[1], 3, stride=2, padding=1)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(block_channels[1], num_classes)

    def forward(self, x):
        x = self.relu(self.bn1(self.conv1(x)))
        feature1 = self.relu(self.layer1(x))
        x = self.avgpool(feature1)
        x = x.view(x.size(0), -1)
        x = nn.Dropout(p=0.5)(x)  # expect: MLS708
        feature2 = x
        return self.fc(x), feature1, feature2


def features_of(model, pictures):
    model.eval()
    with torch.no_grad():
        return [model(picture.unsqueeze(0))[2] for picture in pictures]
