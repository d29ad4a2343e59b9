"""Python's operators on tensors. A float stays a float beside whole numbers: ``x * 2.0``."""
from ._bridge import check, engine, fail
from ._tensor import Tensor, wrap

_float = engine.float


def _operand(value):
    """A tensor or number for the engine; `None` for anything else. JavaScript does not tell 2.0 from 2, so floats say what they are."""
    if isinstance(value, Tensor):
        return value._js
    kind = type(value)
    if kind is float:
        return _float(value) if value.is_integer() else value
    if kind is int or kind is bool:
        return value
    if isinstance(value, (int, float)):
        return _operand(float(value) if isinstance(value, float) else int(value))
    return None


def _binary(name, target, reflected=False):
    call = engine.bind(target)

    def operator(self, other):
        given = other._js if type(other) is Tensor else _operand(other)
        if given is None:
            return NotImplemented
        found = call(given, self._js) if reflected else call(self._js, given)
        if found is None:
            fail()
        return wrap(found)

    operator.__name__ = name
    setattr(Tensor, name, operator)


for _name, _target in {
    '__add__': 'add', '__sub__': 'sub', '__mul__': 'mul', '__truediv__': 'div', '__floordiv__': 'floorDivide',
    '__mod__': 'remainder', '__pow__': 'pow', '__matmul__': 'matmul',
    '__eq__': 'eq', '__ne__': 'ne', '__lt__': 'lt', '__le__': 'le', '__gt__': 'gt', '__ge__': 'ge',
    '__and__': 'bitwiseAnd', '__or__': 'bitwiseOr', '__xor__': 'bitwiseXor',
    '__lshift__': 'bitwiseLeftShift', '__rshift__': 'bitwiseRightShift',
    '__radd__': 'add', '__rmul__': 'mul', '__rsub__': 'rsub', '__rand__': 'bitwiseAnd', '__ror__': 'bitwiseOr',
    '__rxor__': 'bitwiseXor',
}.items():
    _binary(_name, _target)
for _name, _target in {'__rpow__': 'pow', '__rfloordiv__': 'floorDivide', '__rmod__': 'remainder', '__rmatmul__': 'matmul'}.items():
    _binary(_name, _target, reflected=True)


def _equality(name, value):
    """Compared with what is no number, a tensor is as unequal as any object."""
    compare = getattr(Tensor, name)

    def operator(self, other):
        found = compare(self, other)
        return value if found is NotImplemented and other is None else found

    setattr(Tensor, name, operator)


_equality('__eq__', False)
_equality('__ne__', True)


def _rtruediv(self, other):
    return NotImplemented if _operand(other) is None else self.reciprocal() * other


Tensor.__rtruediv__ = _rtruediv


def _in_place(name, target):
    call = engine.method(target)

    def operator(self, other):
        given = _operand(other)
        if given is None:
            return NotImplemented
        check(call(self._js, given))
        return self

    operator.__name__ = name
    setattr(Tensor, name, operator)


for _name, _target in {
    '__iadd__': 'add_', '__isub__': 'sub_', '__imul__': 'mul_', '__itruediv__': 'div_', '__ipow__': 'pow_',
    '__imod__': 'remainder_', '__ifloordiv__': 'floorDivide_',
    '__iand__': 'bitwiseAnd_', '__ior__': 'bitwiseOr_', '__ixor__': 'bitwiseXor_',
}.items():
    if engine.method(_target) != '':
        _in_place(_name, _target)


def _unary(name, target):
    call = engine.bind(target)

    def operator(self):
        found = call(self._js)
        if found is None:
            fail()
        return wrap(found)

    setattr(Tensor, name, operator)


for _name, _target in {'__neg__': 'neg', '__abs__': 'abs', '__pos__': 'positive'}.items():
    _unary(_name, _target)


def _invert(self):
    from ._types import bool as boolean
    return self.logical_not() if self.dtype is boolean else self.bitwise_not()


Tensor.__invert__ = _invert
