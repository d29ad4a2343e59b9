"""Numbers for a picture, and what of a call is looks alone."""
from ._missing import missing

# Pictures here have the looks of the site: how thick, how dark, which colour is its own affair.
looks = {
    'color', 'c', 'facecolor', 'edgecolor', 'edgecolors', 'facecolors', 'linewidth', 'linewidths', 'lw', 'alpha', 's',
    'linestyle', 'linestyles', 'ls', 'markersize', 'ms', 'markerfacecolor', 'mfc', 'markeredgecolor', 'mec', 'cmap',
    'colors', 'zorder', 'fontsize', 'size', 'weight', 'fontweight', 'pad', 'labelpad', 'interpolation', 'antialiased',
    'figsize', 'dpi', 'tight_layout', 'constrained_layout', 'loc', 'frameon', 'ncol', 'ncols', 'rwidth', 'width', 'align',
    'shading', 'drawstyle', 'clip_on', 'visible', 'fraction', 'shrink',
}


def known(call, options, *names):
    """The options that mean something; looks are let be, anything else is named."""
    found = {}
    for name, value in options.items():
        if name in names:
            found[name] = value
        elif name not in looks:
            raise missing(f'{call}({name}=…)')
    return found


def numbers(value):
    """Nested lists of numbers of whatever holds them."""
    if getattr(value, 'requires_grad', False):
        raise RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
    if hasattr(value, 'tolist'):
        return value.tolist()
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        raise TypeError(f'a picture needs numbers, and {value!r} is a text')
    return [numbers(one) for one in value]


def row(value):
    """Numbers in one row; of a tensor of one column, that column."""
    found = numbers(value)
    if not isinstance(found, list):
        return [found]
    return [one[0] if isinstance(one, list) and len(one) == 1 else one for one in found]


def columns(value):
    """As matplotlib has it, each column of a matrix is a line."""
    found = numbers(value)
    if isinstance(found, list) and found and isinstance(found[0], list):
        return [list(column) for column in zip(*found)]
    return [found if isinstance(found, list) else [found]]
