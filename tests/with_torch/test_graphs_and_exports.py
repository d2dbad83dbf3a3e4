"""MLS704, MLS717 and MLS733: what a graph, a logarithm and a trace do."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
F = torch.nn.functional


class Gate(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + 1 if x.mean() > 0 else x - 1


def test_eval_mode_records_a_graph() -> None:
    net = torch.nn.Linear(4, 2).eval()
    assert net(torch.ones(1, 4)).grad_fn is not None
    with torch.no_grad():
        assert net(torch.ones(1, 4)).grad_fn is None


def test_the_logarithm_of_a_softmax_is_infinite() -> None:
    logits = torch.tensor([[0.0, 200.0]])
    assert torch.isinf(torch.log(F.softmax(logits, dim=1))).any()
    assert torch.isfinite(F.log_softmax(logits, dim=1)).all()


def test_so_is_that_of_a_sigmoid() -> None:
    x = torch.tensor([-200.0, 200.0])
    assert torch.isinf(torch.log(torch.sigmoid(x))).any()
    assert torch.isinf(torch.log(1 - torch.sigmoid(x))).any()
    assert torch.isfinite(F.logsigmoid(x)).all()


def test_exponentials_overflow() -> None:
    x = torch.tensor([200.0, 100.0])
    assert torch.isinf(torch.log(1 + torch.exp(x))).any()
    assert torch.isfinite(F.softplus(x)).all()
    assert torch.isinf(torch.log(torch.sum(torch.exp(x))))
    assert torch.isfinite(torch.logsumexp(x, dim=0))


@pytest.mark.filterwarnings("ignore::torch.jit.TracerWarning", "ignore::DeprecationWarning")
def test_a_trace_keeps_one_way() -> None:
    traced = torch.jit.trace(Gate(), torch.ones(1, 4))
    assert torch.equal(traced(-torch.ones(1, 4)), torch.zeros(1, 4))  # the other way gives -2
    assert torch.equal(Gate()(-torch.ones(1, 4)), torch.full((1, 4), -2.0))
