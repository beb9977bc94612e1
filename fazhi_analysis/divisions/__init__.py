"""The administrative divisions through the years; from a name to a place, or to every candidate.

``resolve_region`` settles a place or lists the candidates, ``find_divisions`` lists the divisions
that a text names, ``load_places`` reads a user's own table of places.
"""

from fazhi_analysis.divisions.places import load_places
from fazhi_analysis.divisions.resolve import (
    DivisionMention,
    Resolution,
    find_divisions,
    path_of,
    resolve_region,
)

__all__ = [
    "DivisionMention",
    "Resolution",
    "find_divisions",
    "load_places",
    "path_of",
    "resolve_region",
]
