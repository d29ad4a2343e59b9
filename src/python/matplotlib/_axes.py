"""Axes: the layers of one picture, and what is written at its sides."""
import math

from ._data import columns, known, numbers, row
from ._missing import missing

_markers = set('.,ov^<>1234sp*hH+xXdD|_8P')
_styles = ('--', '-.', ':', '-')


def _read_format(text):
    """Of 'ro--' whether it has a marker and a line."""
    rest, line = text, False
    for style in _styles:
        if style in rest:
            rest, line = rest.replace(style, '', 1), True
            break
    marker = any(letter in _markers for letter in rest)
    strange = [letter for letter in rest if letter not in _markers and letter not in 'bgrcmykwC0123456789']
    if strange:
        raise ValueError(f'{text!r} is not a valid format string (unrecognized character {strange[0]!r})')
    return marker, line or not marker


class Artist:
    """What a call has drawn; its label may still be given."""

    def __init__(self, layer):
        self._layer = layer

    def set_label(self, label):
        self._layer['label'] = str(label)

    def get_label(self):
        return self._layer.get('label', '')

    def __getattr__(self, name):
        raise missing(f'the artist’s {name}')


class Axes:
    def __init__(self, figure):
        self.figure = figure
        self._layers = []
        self._settings = {}
        self._flat = []

    # What is drawn.

    def _add(self, kind, data, **options):
        layer = {'kind': kind, 'data': data, **{name: value for name, value in options.items() if value is not None}}
        self._layers.append(layer)
        return Artist(layer)

    def plot(self, *args, **options):
        given = known('plot', options, 'label', 'marker')
        label = given.get('label')
        drawn = []
        args = list(args)
        while args:
            first = args.pop(0)
            second = args.pop(0) if args and not isinstance(args[0], str) else None
            style = args.pop(0) if args and isinstance(args[0], str) else ''
            marker, line = _read_format(style)
            marker = marker or given.get('marker') not in (None, '', 'None', ' ')
            if options.get('linestyle', options.get('ls')) in ('', 'None', ' ', 'none'):
                line = False
            ys = columns(first if second is None else second)
            xs = None if second is None else columns(first)
            for i, y in enumerate(ys):
                x = None if xs is None else xs[i if len(xs) > 1 else 0]
                if x is not None and len(x) != len(y):
                    raise ValueError(f'x and y must have same first dimension, but have shapes ({len(x)},) and ({len(y)},)')
                name = label[i] if isinstance(label, (list, tuple)) else label
                kind = 'lines' if line else 'points'
                options_of = {'markers': True} if line and marker else {}
                drawn.append(self._add(kind, [y] if x is None else [x, y], label=_text(name), **options_of))
        return drawn

    def semilogy(self, *args, **options):
        self.set_yscale('log')
        return self.plot(*args, **options)

    def semilogx(self, *args, **options):
        self.set_xscale('log')
        return self.plot(*args, **options)

    def loglog(self, *args, **options):
        self.set_xscale('log')
        return self.semilogy(*args, **options)

    def scatter(self, x, y, s=None, c=None, **options):
        given = known('scatter', options, 'label', 'marker')
        x, y = row(x), row(y)
        if len(x) != len(y):
            raise ValueError('x and y must be the same size')
        classes = None
        if c is not None and not isinstance(c, str):
            classes = row(c) if not (isinstance(c, (list, tuple)) and c and isinstance(c[0], str)) else None
            if classes is not None and not all(float(one).is_integer() and one >= 0 for one in classes):
                raise missing('scatter(c=…) of numbers that are no classes 0, 1, 2, …')
        data = [x, y] if classes is None else [x, y, [int(one) for one in classes]]
        return self._add('points', data, label=_text(given.get('label')))

    def bar(self, x, height, *args, **options):
        given = known('bar', options, 'label', 'tick_label')
        heights = row(height)
        heights = heights * len(x) if len(heights) == 1 and hasattr(x, '__len__') else heights
        names = given.get('tick_label')
        if names is None:
            names = list(x) if _are_texts(x) else [_short(one) for one in row(x)]
        return self._add('bars', [heights], label=_text(given.get('label')), labels=[str(one) for one in names])

    def hist(self, x, bins=10, range=None, **options):
        given = known('hist', options, 'label')
        values = [one for one in _flat(numbers(x)) if math.isfinite(one)]
        if not isinstance(bins, int):
            raise missing('hist(bins=…) of anything but a number of bins')
        low, high = range or (min(values), max(values)) if values else (0, 1)
        if low == high:
            low, high = low - 0.5, high + 0.5
        self._add('histogram', [values], label=_text(given.get('label')), bins=bins, range=[low, high])
        counts, edges = [0.0] * bins, [low + (high - low) * i / bins for i in _range(bins + 1)]
        for one in values:
            if low <= one <= high:
                counts[min(bins - 1, int((one - low) / (high - low) * bins))] += 1
        return counts, edges, None

    def imshow(self, X, cmap=None, vmin=None, vmax=None, extent=None, origin='upper', **options):
        known('imshow', options, 'aspect')
        image = numbers(X)
        is_grey = str(cmap).lower() in ('gray', 'grey', 'gray_r', 'greys', 'binary', 'bone')
        is_colour = bool(image) and isinstance(image[0][0], list)
        if (is_colour or is_grey) and extent is None and origin == 'upper':
            if is_grey and str(cmap) in ('gray_r', 'Greys', 'binary'):
                image = [[-one for one in line] for line in image]
                vmin, vmax = (None if vmax is None else -vmax), (None if vmin is None else -vmin)
            limits = [vmin, vmax] if vmin is not None and vmax is not None else None
            return self._add('image', [image], range=limits)
        if is_colour:
            raise missing('imshow(extent=…) of a picture in colour')
        if extent is None and origin == 'upper':
            return self._add('heatmap', [image])
        left, right, bottom, top = extent or (-0.5, len(image[0]) - 0.5, -0.5, len(image) - 0.5)
        rows = image if origin == 'lower' else image[::-1]
        return self._add('heatmap', [rows], x=[left, right], y=[bottom, top])

    def _field(self, call, kind, args, options):
        given = known(call, options, 'levels')
        *places, z = args if len(args) in (1, 3) else args[:-1]
        levels = given.get('levels', args[-1] if len(args) in (2, 4) else None)
        field = numbers(z)
        named = {}
        if places:
            xs, ys = (numbers(one) for one in places)
            xs = xs[0] if isinstance(xs[0], list) else xs
            ys = [line[0] for line in ys] if isinstance(ys[0], list) else ys
            if xs[0] > xs[-1]:
                xs, field = xs[::-1], [line[::-1] for line in field]
            if ys[0] > ys[-1]:
                ys, field = ys[::-1], field[::-1]
            named = {'x': [xs[0], xs[-1]], 'y': [ys[0], ys[-1]]}
        elif kind == 'heatmap':
            named = {'x': [0, len(field[0]) - 1], 'y': [0, len(field) - 1]}
        if levels is not None and kind == 'contour':
            named['levels'] = levels if isinstance(levels, int) else row(levels)
        return self._add(kind, [field], **named)

    def contour(self, *args, **options):
        return self._field('contour', 'contour', args, options)

    def contourf(self, *args, **options):
        return self._field('contourf', 'heatmap', args, options)

    def pcolormesh(self, *args, **options):
        return self._field('pcolormesh', 'heatmap', args, options)

    def axhline(self, y=0, **options):
        self._flat.append(('y', float(y), _text(known('axhline', options, 'label').get('label'))))

    def axvline(self, x=0, **options):
        self._flat.append(('x', float(x), _text(known('axvline', options, 'label').get('label'))))

    # What is written, and how far the axes go.

    def set_title(self, label, **options):
        known('title', options)
        self._settings['title'] = str(label)

    def set_xlabel(self, label, **options):
        known('xlabel', options)
        self._settings['xLabel'] = str(label)

    def set_ylabel(self, label, **options):
        known('ylabel', options)
        self._settings['yLabel'] = str(label)

    def set_xscale(self, value):
        self._settings['xScale'] = _scale('xscale', value)

    def set_yscale(self, value):
        self._settings['yScale'] = _scale('yscale', value)

    def set_xlim(self, left=None, right=None):
        self._settings['xRange'] = _limits('xlim', left, right)

    def set_ylim(self, bottom=None, top=None):
        self._settings['yRange'] = _limits('ylim', bottom, top)

    def set(self, **options):
        for name, value in options.items():
            getattr(self, f'set_{name}')(value)

    def legend(self, *args, **options):
        given = known('legend', options, 'labels', 'title')
        labels = given.get('labels', args[-1] if args else [])
        for layer, label in zip(self._layers, labels):
            layer['label'] = str(label)

    def set_xticks(self, ticks, labels=None, **options):
        known('xticks', options, 'rotation')
        bars = [layer for layer in self._layers if layer['kind'] == 'bars']
        if labels is None and not list(ticks):
            return
        if not bars or labels is None:
            raise missing('xticks(…) but for the names of bars')
        bars[-1]['labels'] = [str(one) for one in labels]

    def set_xticklabels(self, labels, **options):
        self.set_xticks(labels, labels, **options)

    def set_yticks(self, ticks, **options):
        if list(ticks):
            raise missing('yticks(…)')

    # Looks that are the site's own affair.

    def grid(self, *args, **options):
        pass

    def axis(self, *args, **options):
        if args and args[0] not in ('off', 'on', 'equal', 'tight', 'scaled', 'square', 'auto', 'image', False, True):
            left, right, bottom, top = args[0]
            self.set_xlim(left, right)
            self.set_ylim(bottom, top)

    def set_aspect(self, *args, **options):
        pass

    def margins(self, *args, **options):
        pass

    def tick_params(self, *args, **options):
        pass

    def clear(self):
        self._layers, self._settings, self._flat = [], {}, []

    cla = clear

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        raise missing(f'Axes.{name}')

    def _picture(self):
        """The layers with the lines that go from side to side, which only now know how far that is."""
        layers = list(self._layers)
        for axis, at, label in self._flat:
            low, high = self._reach('x' if axis == 'y' else 'y')
            ends, level = [low, high], [at, at]
            data = [ends, level] if axis == 'y' else [level, ends]
            layers.append({'kind': 'lines', 'data': data, **({'label': label} if label else {})})
        return layers, self._settings

    def _reach(self, axis):
        limits = self._settings.get(f'{axis}Range')
        if limits:
            return limits
        values = []
        for layer in self._layers:
            data = layer['data']
            if layer['kind'] in ('lines', 'points'):
                if len(data) == 1:
                    values += data[0] if axis == 'y' else [0, len(data[0]) - 1]
                else:
                    values += data[0 if axis == 'x' else 1]
            elif axis in layer:
                values += layer[axis]
            elif layer['kind'] == 'histogram' and axis == 'x':
                values += layer['range']
            elif layer['kind'] == 'bars':
                values += [-0.5, len(data[0]) - 0.5] if axis == 'x' else [0, *data[0]]
        values = [one for one in values if math.isfinite(one)]
        return [min(values), max(values)] if values else [0, 1]


_range = range


def _text(value):
    return None if value is None or str(value).startswith('_') else str(value)


def _short(value):
    return str(int(value)) if float(value).is_integer() else str(value)


def _are_texts(values):
    return not hasattr(values, 'tolist') and any(isinstance(one, str) for one in values)


def _flat(values):
    if not isinstance(values, list):
        return [values]
    return [one for value in values for one in _flat(value)]


def _scale(call, value):
    if value not in ('linear', 'log'):
        raise missing(f'{call}({value!r})')
    return value


def _limits(call, low, high):
    if isinstance(low, (list, tuple)):
        low, high = low
    if low is None or high is None:
        raise missing(f'{call}(…) without both ends')
    return [float(low), float(high)]
