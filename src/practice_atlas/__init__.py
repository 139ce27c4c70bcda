"""Practice Atlas: documented engagements between cities as a graph of practices and learning flows."""

from importlib.metadata import version

__version__ = version("practice-atlas")
