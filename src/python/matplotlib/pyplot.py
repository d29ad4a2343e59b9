"""Figures that stand open, and the one that calls without axes draw in."""
import json
import sys

import _lexigrad

from ._axes import Axes
from ._data import known
from ._missing import missing


class Figure:
    def __init__(self):
        self.axes = []
        self._title = ''
        self._places = {}

    def gca(self):
        return self.axes[-1] if self.axes else self._axes_at(1, 1, 1)

    def add_subplot(self, *place, **options):
        known('add_subplot', options)
        if place and isinstance(place[0], int) and len(place) == 1:
            place = tuple(map(int, str(place[0])))
        return self._axes_at(*(place or (1, 1, 1)))

    def _axes_at(self, *place):
        if place not in self._places:
            self._places[place] = Axes(self)
        axes = self._places[place]
        if axes in self.axes:
            self.axes.remove(axes)
        self.axes.append(axes)
        return axes

    def suptitle(self, text, **options):
        known('suptitle', options, 'y', 'x')
        self._title = str(text)

    def colorbar(self, mappable=None, *args, **options):
        """The scale of values stands beside every heat map here; a bar may name it."""
        label = known('colorbar', options, 'label', 'ax', 'orientation').get('label')
        if label and mappable is not None:
            mappable.set_label(label)
        return _Colorbar(mappable)

    def tight_layout(self, *args, **options):
        pass

    subplots_adjust = autofmt_xdate = set_size_inches = tight_layout

    def clear(self):
        self.__init__()

    clf = clear

    def show(self):
        _show(self, _line())

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        raise missing(f'Figure.{name}')


class _Colorbar:
    def __init__(self, mappable):
        self._mappable = mappable

    def set_label(self, label, **options):
        if self._mappable is not None:
            self._mappable.set_label(label)

    def __getattr__(self, name):
        raise missing(f'Colorbar.{name}')


class _Grid(list):
    """Axes in rows and columns, as an array of objects has them."""

    def __getitem__(self, place):
        if isinstance(place, tuple):
            first, second = place
            found = list.__getitem__(self, first)
            return [line[second] for line in found] if isinstance(first, slice) else found[second]
        return list.__getitem__(self, place)

    def ravel(self):
        return _Grid([one for line in self for one in (line if isinstance(line, list) else [line])])

    flatten = ravel

    @property
    def flat(self):
        return iter(self.ravel())

    @property
    def shape(self):
        return (len(self), len(self[0])) if self and isinstance(self[0], list) else (len(self),)


_open = []


def figure(num=None, **options):
    known('figure', options)
    made = Figure()
    _open.append(made)
    return made


def gcf():
    return _open[-1] if _open else figure()


def gca():
    return gcf().gca()


def sca(axes):
    axes.figure.axes.remove(axes)
    axes.figure.axes.append(axes)


def subplot(*place, **options):
    return gcf().add_subplot(*(place or (1, 1, 1)), **options)


def subplots(nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, **options):
    made = figure(**options)
    grid = _Grid([_Grid([made._axes_at(nrows, ncols, row * ncols + column + 1) for column in range(ncols)])
                  for row in range(nrows)])
    made.axes.sort(key=lambda one: list(made._places.values()).index(one))
    if not squeeze:
        return made, grid
    if nrows == ncols == 1:
        return made, grid[0][0]
    return made, grid.ravel() if 1 in (nrows, ncols) else grid


def show(*args, **options):
    """Shows every figure that stands open, and closes it."""
    known('show', options, 'block')
    _show_all(_line())


def pause(interval):
    """Shows the figure as it is now, and draws on in it; there is nothing to wait for."""
    if _open:
        _show(_open[-1], _line())


draw = ion = ioff = lambda *args, **options: None


def close(fig=None):
    if fig == 'all' or fig is None and len(_open) < 2:
        _open.clear()
    elif fig is None:
        _open.pop()
    elif fig in _open:
        _open.remove(fig)


def clf():
    gcf().clear()


def cla():
    gca().clear()


def suptitle(text, **options):
    gcf().suptitle(text, **options)


def colorbar(mappable=None, **options):
    return gcf().colorbar(mappable, **options)


def tight_layout(*args, **options):
    pass


def _of_axes(name):
    def call(*args, **options):
        return getattr(gca(), name)(*args, **options)

    call.__name__ = call.__qualname__ = name
    return call


for _name in ('plot', 'scatter', 'bar', 'hist', 'imshow', 'contour', 'contourf', 'pcolormesh', 'axhline', 'axvline',
              'legend', 'grid', 'axis', 'semilogx', 'semilogy', 'loglog', 'margins', 'tick_params'):
    globals()[_name] = _of_axes(_name)

title = _of_axes('set_title')
xlabel = _of_axes('set_xlabel')
ylabel = _of_axes('set_ylabel')
xscale = _of_axes('set_xscale')
yscale = _of_axes('set_yscale')
xticks = _of_axes('set_xticks')
yticks = _of_axes('set_yticks')


def xlim(*args, **options):
    if not args and not options:
        raise missing('xlim() without limits')
    gca().set_xlim(*args, **options)


def ylim(*args, **options):
    if not args and not options:
        raise missing('ylim() without limits')
    gca().set_ylim(*args, **options)


def _line():
    """Where in the program the figure is shown: pictures of one line take each other's place."""
    frame = sys._getframe(1)
    while frame and frame.f_globals.get('__name__', '').startswith('matplotlib'):
        frame = frame.f_back
    return frame.f_lineno if frame else 0


def _show_all(line):
    figures = list(_open)
    _open.clear()
    for index, made in enumerate(figures):
        _show(made, f'{line}.{index}')


def _show(made, place):
    for index, axes in enumerate(made.axes):
        layers, settings = axes._picture()
        if not layers:
            continue
        settings = dict(settings)
        if made._title and (index == 0 or len(made.axes) == 1):
            settings['title'] = ' · '.join(filter(None, [made._title, settings.get('title')]))
        data, told = [], []
        for layer in layers:
            told.append({**layer, 'data': [len(data) + i for i in range(len(layer['data']))]})
            data += layer['data']
        settings['key'] = f"{settings.get('title', '')} {place} {index}"
        found = _lexigrad.show(json.dumps({'layers': told, 'settings': settings}), json.dumps(data))
        if found is None:
            from torch._bridge import fail
            fail()


def _end():
    """A figure that is open when the program has ended is shown, as in a notebook."""
    _show_all('end')


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(name)
    raise missing(f'matplotlib.pyplot.{name}')
