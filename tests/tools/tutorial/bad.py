"""Training loops that never clear their gradients."""

import torch
from accelerate import Accelerator
from helpers import describe
from torch import nn

torch.manual_seed(0)
batches = torch.load("batches.pt", weights_only=True)
mse = nn.MSELoss()


def plain():
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for epoch in range(3):
        for X, y in batches:
            mse(model(X), y).backward()
            optimizer.step()  # expect: MLS799


def given(model, optimizer, loss_of):
    for X, y in batches:
        loss = loss_of(model(X), y)
        loss.backward()
        optimizer.step()  # expect: MLS799


def cleared_once():
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())
    optimizer.zero_grad()
    for X, y in batches:
        mse(model(X), y).backward()
        optimizer.step()  # expect: MLS799


def accelerated():
    accelerator = Accelerator()
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())
    for X, y in batches:
        accelerator.backward(mse(model(X), y))
        optimizer.step()  # expect: MLS799


def in_a_helper():
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())

    def learn(X, y):
        mse(model(X), y).backward()
        optimizer.step()  # expect: MLS799

    for X, y in batches:
        learn(X, y)
    for X, y in batches:
        learn(X[:1], y[:1])  # the same place, told once


def one_of_two():
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())
    for X, y in batches:
        optimizer.zero_grad()
        mse(model(X), y).backward()
        optimizer.step()
    for X, y in batches:
        mse(model(X), y).backward()
        optimizer.step()  # expect: MLS799


def shown_before():
    # Whoever gets the optimizer before the loop does not clear it in each pass.
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())
    describe(optimizer)
    for X, y in batches:
        mse(model(X), y).backward()
        optimizer.step()  # expect: MLS799


def shown_inside():
    # Who gets the loss does not get the optimizer.
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())
    for X, y in batches:
        describe(mse)
        mse(model(X), y).backward()
        optimizer.step()  # expect: MLS799
