"""Loading data."""
from . import data
