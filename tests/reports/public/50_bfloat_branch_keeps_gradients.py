# source: facebookresearch/nwm#16
import argparse

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def main(args):
    torch.manual_seed(args.seed)
    x = torch.from_numpy(np.load(args.latents)).float()
    loader = DataLoader(TensorDataset(x[:-1], x[1:]), batch_size=64, shuffle=True)
    model = nn.Sequential(nn.Linear(x.shape[1], 512), nn.GELU(), nn.Linear(512, x.shape[1]))
    opt = torch.optim.AdamW(model.parameters(), lr=8e-5)
    for epoch in range(args.epochs):
        model.train()
        for now, following in loader:
            if args.bfloat16:
                with torch.autocast("cuda", dtype=torch.bfloat16):
                    loss = nn.functional.mse_loss(model(now), following)
                loss.backward()  # expect: MLS701
                nn.utils.clip_grad_norm_(model.parameters(), 10.0)
                opt.step()
            else:
                loss = nn.functional.mse_loss(model(now), following)
                opt.zero_grad()
                loss.backward()
                opt.step()
        print("epoch", epoch, "last loss", loss.item())
    torch.save(model.state_dict(), args.out)


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("latents")
    p.add_argument("--out", default="cdit.pt")
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--bfloat16", action="store_true")
    main(p.parse_args())
