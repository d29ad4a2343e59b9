"""The recorded operation that made a tensor."""
from .._bridge import engine


class Node:
    """A node of the graph. Printed as in PyTorch, under its address."""

    def __init__(self, node):
        self._js = node

    def name(self):
        return engine.nodeName(self._js)

    @property
    def next_functions(self):
        return tuple((node_of(node), index) for node, index in engine.nodeParents(self._js))

    @property
    def variable(self):
        from .._tensor import wrap
        return wrap(self._js.leaf)

    def __repr__(self):
        return f'<{self.name()} object at {id(self):#x}>'

    def __eq__(self, other):
        return isinstance(other, Node) and engine.same(self._js, other._js)

    def __hash__(self):
        return hash(self._js.serial)


_classes = {}


def node_of(node):
    """A node of the class that PyTorch has for its operation."""
    from pyodide.ffi import JsProxy
    if not isinstance(node, JsProxy):
        return None
    name = engine.nodeName(node)
    if name not in _classes:
        _classes[name] = type(name, (Node,), {'__module__': 'torch.autograd.graph'})
    return _classes[name](node)
