"""What a program left at its top, told to the page: each name that it assigned, in the order of its text."""
import ast
import json
import re
import types

from ._bridge import engine, jsnull
from ._tensor import Tensor

_longest = 1000
# Where an object lies differs from run to run, and would make two of one result.
_address = re.compile(r' at 0x[0-9a-fA-F]+')


def declare_all(code, namespace):
    """Tells the engine's side each variable of the program's text that has a value."""
    from .nn.module import Module
    for name in assigned(ast.parse(code)):
        value = namespace.get(name)
        if value is None or isinstance(value, (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)):
            continue
        _declare(name, value, Module)


def assigned(tree):
    """Names that are assigned at the top, be it in a loop; not what a loop or `with` itself names, nor what is imported."""
    names = {}

    def targets(node):
        if isinstance(node, ast.Name):
            if not node.id.startswith('_'):
                names.setdefault(node.id)
        elif isinstance(node, (ast.Tuple, ast.List)):
            for one in node.elts:
                targets(one)
        elif isinstance(node, ast.Starred):
            targets(node.value)

    def visit(node):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.ListComp, ast.SetComp,
                             ast.DictComp, ast.GeneratorExp)):
            return
        if isinstance(node, ast.Assign):
            for one in node.targets:
                targets(one)
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
            targets(node.target)
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(tree)
    return names


def _declare(name, value, Module):
    tell = engine.declare
    if isinstance(value, Tensor):
        tell(name, 'tensor', '', value._js)
    elif isinstance(value, Module):
        tell(name, 'module', _text(value), jsnull)
        for path, parameter in value.named_parameters():
            tell(f'{name}.{path}', 'tensor', '', parameter._js)
    elif isinstance(value, bool):
        tell(name, 'boolean', repr(value), json.dumps(value))
    elif isinstance(value, (int, float)):
        tell(name, 'number', repr(value), json.dumps(value))
    elif isinstance(value, str):
        tell(name, 'string', _text(value), jsnull)
    elif isinstance(value, (list, tuple)):
        tell(name, 'array', _text(value), json.dumps(value) if _is_numbers(value) else jsnull)
    else:
        tell(name, 'object', _text(value), jsnull)


def _is_numbers(value, depth=0):
    if isinstance(value, (list, tuple)):
        return depth < 16 and all(_is_numbers(one, depth + 1) for one in value)
    return isinstance(value, (bool, int, float))


def _text(value):
    try:
        text = repr(value)
    except Exception:
        text = object.__repr__(value)
    text = _address.sub('', text)
    return text if len(text) <= _longest else text[:_longest - 1] + '…'
