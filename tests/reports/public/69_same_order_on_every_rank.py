# source: kan-bayashi/ParallelWaveGAN#177
import argparse
import os

import numpy as np
import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, TensorDataset
from torch.utils.data.distributed import DistributedSampler


class Trainer:
    def __init__(self, model, loader, max_epochs):
        self.model = model
        self.loader = loader
        self.max_epochs = max_epochs
        self.optimizer = torch.optim.RAdam(model.parameters(), lr=1e-4)

    def run(self):
        for epoch in range(self.max_epochs):
            self._train_epoch(epoch)

    def _train_epoch(self, epoch):
        self.model.train()
        for mel, wave in self.loader:  # expect: MLS711
            self.optimizer.zero_grad()
            loss = nn.functional.l1_loss(self.model(mel), wave)
            loss.backward()
            self.optimizer.step()
        print("epoch", epoch, "loss", loss.item())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("features")
    parser.add_argument("--epochs", type=int, default=100)
    args = parser.parse_args()
    torch.manual_seed(0)
    dist.init_process_group("nccl")
    torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
    data = np.load(args.features)
    rows = TensorDataset(torch.from_numpy(data["mel"]).float(), torch.from_numpy(data["wave"]).float())
    sampler = DistributedSampler(rows, shuffle=True)
    loader = DataLoader(rows, batch_size=6, sampler=sampler, num_workers=2)
    model = DistributedDataParallel(nn.Linear(80, 256).cuda())
    Trainer(model, loader, args.epochs).run()
    if dist.get_rank() == 0:
        torch.save(model.module.state_dict(), "generator.pt")
