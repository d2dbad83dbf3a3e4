# source: chuanyangjin/fast-DiT#4, as it should be
import os

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class CustomDataset(Dataset):
    def __init__(self, features_dir, labels_dir):
        self.features_dir = features_dir
        self.labels_dir = labels_dir
        self.features_files = sorted(os.listdir(features_dir))
        self.labels_files = sorted(os.listdir(labels_dir))

    def __len__(self):
        assert len(self.features_files) == len(self.labels_files), "as many features as labels"
        return len(self.features_files)

    def __getitem__(self, idx):
        features = np.load(os.path.join(self.features_dir, self.features_files[idx]))
        labels = np.load(os.path.join(self.labels_dir, self.labels_files[idx]))
        return torch.from_numpy(features), torch.from_numpy(labels)


def main():
    torch.manual_seed(0)
    dataset = CustomDataset("features/imagenet256_features", "features/imagenet256_labels")
    loader = DataLoader(dataset, batch_size=1, shuffle=True)
    model = torch.nn.Linear(1024, 1000)
    opt = torch.optim.AdamW(model.parameters(), lr=1e-4)
    for epoch in range(2):
        for x, y in loader:
            opt.zero_grad()
            torch.nn.functional.cross_entropy(model(x.flatten(1)), y.flatten()).backward()
            opt.step()
    torch.save(model.state_dict(), "model.pt")


if __name__ == "__main__":
    main()
