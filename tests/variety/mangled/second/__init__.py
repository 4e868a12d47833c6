"""The second batch: written after the first one's mends, of other ways."""

from tests.variety.mangled.second import beside, kinds, labels
from tests.variety.mangled.second.batch import BATCH

__all__ = ["BATCH", "beside", "kinds", "labels"]
