"""Plots of Python cells: `matplotlib.pyplot` over this site's own pictures."""
__version__ = '3.6 (lexigrad)'


def use(backend, *, force=True):
    """There is one way to show a picture here."""


def __getattr__(name):
    from ._missing import missing
    if name.startswith('__'):
        raise AttributeError(name)
    raise missing(f'matplotlib.{name}')
