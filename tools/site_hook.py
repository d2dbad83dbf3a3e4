"""What ``mkdocs.yml`` cannot say in plain YAML: blocks of Mermaid are charts."""

from __future__ import annotations

from typing import Any


def on_config(config: Any) -> Any:
    """Called by mkdocs once it has read its settings."""
    from pymdownx.superfences import fence_code_format

    fence = {"name": "mermaid", "class": "mermaid", "format": fence_code_format}
    config.mdx_configs["pymdownx.superfences"] = {"custom_fences": [fence]}
    return config
