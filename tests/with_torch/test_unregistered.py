"""MLS709: layers in a plain list are not trained, moved, saved or switched."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
nn = torch.nn


class Net(nn.Module):
    def __init__(self, listed: bool) -> None:
        super().__init__()
        layers = [nn.Linear(2, 2), nn.Dropout(0.5)]
        self.layers = nn.ModuleList(layers) if listed else layers


@pytest.mark.parametrize("listed", [True, False])
def test_torch_sees_layers_in_a_module_list_alone(listed: bool) -> None:
    net = Net(listed).double().eval()
    assert bool(list(net.parameters())) is listed
    assert bool(net.state_dict()) is listed
    assert (net.layers[0].weight.dtype == torch.float64) is listed
    assert net.layers[1].training is not listed
