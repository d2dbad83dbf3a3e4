"""Images for networks that a library trained."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, preparation
from mlsmells.sources import source_from_text

HEAD = """import tensorflow as tf
import keras
from tensorflow.keras import layers
from tensorflow.keras.applications import EfficientNetB0, MobileNetV3Small, ResNet50, ResNet50V2, VGG16, vgg16
from tensorflow.keras.applications.vgg16 import preprocess_input
from tensorflow.keras.applications.resnet_v2 import preprocess_input as prepare
from tensorflow.keras.preprocessing.image import ImageDataGenerator
"""
GENERATOR = "gen = ImageDataGenerator(rescale=1.0 / 255)\n"
# What prepares the images, for which network, and whether they are scaled twice.
CASES: dict[str, tuple[str, list[tuple[str, str, bool]]]] = {
    "of another network": ("net = ResNet50V2()\nx = preprocess_input(x)", [("vgg16", "ResNet50V2", False)]),
    "handed on": (
        "net = EfficientNetB0()\ngen = ImageDataGenerator(preprocessing_function=preprocess_input)",
        [("vgg16", "EfficientNetB0", False)],
    ),
    "by its module": (
        "net = keras.applications.DenseNet121()\nx = tf.keras.applications.vgg16.preprocess_input(x)",
        [("vgg16", "DenseNet121", False)],
    ),
    "of a module that is imported": (
        "net = ResNet50V2()\nx = vgg16.preprocess_input(x)",
        [("vgg16", "ResNet50V2", False)],
    ),
    "scaled twice": (f"net = EfficientNetB0(include_top=False)\n{GENERATOR}", [("255", "EfficientNetB0", True)]),
    "by a layer": ("net = MobileNetV3Small()\nx = layers.Rescaling(1 / 255)(x)", [("255", "MobileNetV3Small", True)]),
    "its own": ("net = VGG16()\nx = preprocess_input(x)", []),
    "of the same way": ("net = ResNet50()\nx = preprocess_input(x)", []),
    "under another name": ("net = ResNet50V2()\nx = prepare(x)", []),
    "only imported": ("net = ResNet50V2()", []),
    "two networks": ("net = ResNet50V2()\nother = VGG16()\nx = preprocess_input(x)\ny = prepare(y)", []),
    "without weights": ("net = ResNet50V2(weights=None)\nx = preprocess_input(x)", []),
    "no network": ("net = tf.keras.models.load_model('a.h5')\nx = preprocess_input(x)", []),
    "that does not scale": (f"net = EfficientNetB0(include_preprocessing=False)\n{GENERATOR}", []),
    "of another way": (f"net = VGG16()\n{GENERATOR}", []),
    "not all of them": (f"net = EfficientNetB0()\n{GENERATOR}other = ImageDataGenerator()", []),
    "by another number": ("net = EfficientNetB0()\ngen = ImageDataGenerator(rescale=1.0)", []),
}


@pytest.mark.parametrize(("code", "expected"), CASES.values(), ids=CASES)
def test_unfit_images(code: str, expected: list[tuple[str, str, bool]]) -> None:
    facts = build(source_from_text(HEAD + code, "train.py"))
    assert [(found.by, found.backbone, found.twice) for found in preparation.unfit_images(facts)] == expected
