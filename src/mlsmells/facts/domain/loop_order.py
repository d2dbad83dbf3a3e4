"""The effects that say that something goes in an order which nothing fixes."""

from __future__ import annotations

ORDERS = ("set-order", "unsorted-listing")
