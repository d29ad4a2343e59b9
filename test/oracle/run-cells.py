"""Runs programs one after another in one namespace, as a cell follows the cells whose names it uses; prints what the last prints."""
import contextlib
import importlib.util
import io
import sys
import types
from unittest import mock

if importlib.util.find_spec('matplotlib') is None:
    sys.modules['matplotlib'] = types.ModuleType('matplotlib')
    sys.modules['matplotlib.pyplot'] = sys.modules['matplotlib'].pyplot = mock.MagicMock()
    sys.modules['matplotlib.pyplot'].subplots.side_effect = lambda *sizes, **_: (mock.MagicMock(), mock.MagicMock())
else:
    import matplotlib
    matplotlib.use('Agg')

namespace = {'__name__': '__main__'}
*before, last = sys.argv[1:]
for path in before:
    with contextlib.redirect_stdout(io.StringIO()), open(path) as file:
        exec(compile(file.read(), path, 'exec'), namespace)
with open(last) as file:
    exec(compile(file.read(), last, 'exec'), namespace)
