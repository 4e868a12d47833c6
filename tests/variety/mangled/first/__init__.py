"""The first batch: written before any mend of these tables."""

from tests.variety.mangled.first import beside, kinds, labels, places, statistics
from tests.variety.mangled.first.batch import BATCH

__all__ = ["BATCH", "beside", "kinds", "labels", "places", "statistics"]
