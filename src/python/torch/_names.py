"""PyTorch's own names and parameters, as PyTorch gave them: to put keyword arguments in their places."""
import json
import os

_areas = None


def _table():
    global _areas
    if _areas is None:
        with open(os.path.join(os.path.dirname(__file__), '_names.json')) as file:
            _areas = json.load(file)
    return _areas


def is_torch(area, name):
    return name in _table().get(area, {})


def names_of(area):
    return list(_table().get(area, {}))


# Names of NumPy's that PyTorch takes for its own.
_aliases = {'axis': 'dim', 'keepdims': 'keepdim'}


def in_place_of_keywords(area, name, args, kwargs):
    """
    Keyword arguments that PyTorch also takes in a row and that must be given, in their places; the others are left.
    `self` and `input` are one name.
    """
    parameters = _table().get(area, {}).get(name)
    if not parameters:
        return args, kwargs
    row, rest = list(args), dict(kwargs)
    for alias, own in _aliases.items():
        if alias in rest and any(one.rstrip('=') == own for one in parameters):
            rest[own] = rest.pop(alias)
    for place, parameter in enumerate(parameters):
        plain = parameter.rstrip('=')
        spelt = next((one for one in (plain, 'input' if plain == 'self' else plain) if one in rest), None)
        if spelt is None or place != len(row) or parameter.endswith('='):
            if place >= len(row):
                break
            continue
        row.append(rest.pop(spelt))
    return tuple(row), rest
