"""Loops that clear their gradients, each in its way, and loops that are not about gradients."""

import torch
from accelerate import Accelerator
from helpers import advance, engine
from torch import nn

torch.manual_seed(0)
batches = torch.load("batches.pt", weights_only=True)
mse = nn.MSELoss()


def accumulated():
    # The gradients of four batches are one step; then they are cleared.
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for number, (X, y) in enumerate(batches):
        mse(model(X), y).backward()
        if number % 4 == 3:
            optimizer.step()
            optimizer.zero_grad()


def through_the_model():
    # The model clears what belongs to it.
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for X, y in batches:
        model.zero_grad()
        mse(model(X), y).backward()
        optimizer.step()


def given(model, optimizer, loss_of):
    # Nobody knows the optimizer, but it is cleared.
    for X, y in batches:
        optimizer.zero_grad(set_to_none=True)
        loss_of(model(X), y).backward()
        optimizer.step()


def in_a_helper():
    # The loop stands elsewhere than the step.
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())

    def learn(X, y):
        mse(model(X), y).backward()
        optimizer.step()

    for X, y in batches:
        optimizer.zero_grad()
        learn(X, y)


def afterwards():
    # Cleared after the step, for the next one.
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())
    for X, y in batches:
        mse(model(X), y).backward()
        optimizer.step()
        optimizer.zero_grad()


def closures():
    # The optimizer calls the closure, and the closure clears.
    model = nn.Linear(4, 1)
    optimizer = torch.optim.LBFGS(model.parameters())
    for X, y in batches:

        def closure():
            optimizer.zero_grad()
            loss = mse(model(X), y)
            loss.backward()
            return loss

        optimizer.step(closure)


def accelerated():
    # The accelerator computes the gradients, the optimizer clears them.
    accelerator = Accelerator()
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())
    for X, y in batches:
        accelerator.backward(mse(model(X), y))
        optimizer.step()
        optimizer.zero_grad()


def by_hand():
    # What zero_grad does, written out.
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())
    for X, y in batches:
        for weight in model.parameters():
            weight.grad = None
        mse(model(X), y).backward()
        optimizer.step()


def elsewhere():
    # A function of another module gets the optimizer: it may clear it.
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())
    for X, y in batches:
        mse(model(X), y).backward()
        optimizer.step()
        advance(optimizer)


def by_an_engine():
    # The engine that computes the gradients clears them as well.
    for X, y in batches:
        engine.backward(mse(engine(X), y))
        engine.step()


def once():
    # One step is no loop: there is nothing to add to.
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())
    mse(model(batches[0]), batches[1]).backward()
    optimizer.step()


def no_training(env):
    # Another kind of step.
    for action in range(9):
        env.step(action)


def steps_of_a_schedule(scheduler):
    # The scheduler steps in a loop without gradients.
    for epoch in range(9):
        scheduler.step()
