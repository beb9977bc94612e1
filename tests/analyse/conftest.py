"""Generated corpora for the tests of the analyses."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # so that `tests.generators` is found however pytest is started
    sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def planted():
    from tests.generators import make_panel

    return make_panel(seed=1)


@pytest.fixture(scope="session")
def corpus(planted):
    from tests.frames import as_corpus

    return as_corpus(planted.frames)
