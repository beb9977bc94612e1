"""The examples in the docstrings of the reading steps."""

import doctest
import importlib
import pkgutil

import pytest

import fazhi_analysis.read
import fazhi_analysis.tidy

MODULES = [
    f"fazhi_analysis.read.{m.name}" for m in pkgutil.iter_modules(fazhi_analysis.read.__path__)
] + [
    f"fazhi_analysis.tidy.{m.name}"
    for m in pkgutil.iter_modules(fazhi_analysis.tidy.__path__)
    if m.name.startswith(("metadata", "duplicates"))
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
