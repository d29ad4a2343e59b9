"""Records PyTorch's public names, and the names of their parameters, into pytorch.json: what it calls, not what it does.

Run with a Python that has PyTorch: python3 src/site/api/data/record-pytorch.py

Left out are modules, what an area only imports, types of other fields (storages, the compiler's), names that are
deprecated for another spelling, and functions of torch that have neither a docstring nor a namesake among the methods
or in torch.nn.functional: the entrances of backends, and methods under another name. A parameter that need not be given ends in "=".
"""
import inspect
import json
import pathlib
import re
import types

import torch
import torch.nn.functional as F
import torch.utils.data
from torch.optim import lr_scheduler

PLAIN_TYPES = "Generator Size Tensor device dtype finfo iinfo enable_grad inference_mode no_grad set_grad_enabled".split()
CONSTANTS = "e inf nan pi".split()
DEPRECATED = {"eig", "lstsq", "matrix_rank", "name", "output_nr", "solve", "symeig", "volatile"}
STATE = "get_default_dtype is_grad_enabled set_num_threads get_num_threads".split()


def from_schemas(name, documentation):
    """Parameters of all overloads that Python calls with tensors; results to write into and named dimensions left out."""
    overloads = []
    for schema in torch._C._jit_get_schemas_for_operator(f"aten::{name}"):
        kinds = [str(argument.type) for argument in schema.arguments]
        of_tensors = "Tensor" in kinds or "List[Tensor]" in kinds or any("Tensor" in str(result.type) for result in schema.returns)
        other = any(word in schema.overload_name for word in ("out", "Dimname", "named", "names"))
        if of_tensors and not other and not any(argument.is_out for argument in schema.arguments):
            overloads.append(schema.arguments)
    if any(arguments[0].name == "self" and str(arguments[0].type) == "Tensor" for arguments in overloads):
        overloads = [arguments for arguments in overloads if any(a.name == "self" and str(a.type) == "Tensor" for a in arguments)]
    order, optional = [], set()
    for argument in (argument for arguments in overloads for argument in arguments):
        # What a kernel takes and no docstring names is nothing that Python users give.
        said = not documentation or argument.name in ("self", "generator") or re.search(rf"\b{argument.name}\b", documentation)
        if argument.name not in order and said and not argument.name.startswith("cudnn"):
            order.append(argument.name)
        if argument.has_default_value() or argument.kwarg_only:
            optional.add(argument.name)
    return [f"{name}=" if name in optional else name for name in order]


def parameters(value, name):
    try:
        signature = inspect.signature(value)
    except (ValueError, TypeError):
        signature = None
    if signature is not None and str(signature) != "(*args, **kwargs)":
        return [
            f"*{p.name}" if p.kind == p.VAR_POSITIONAL else p.name if p.default is p.empty else f"{p.name}="
            for p in signature.parameters.values()
            if p.kind != p.VAR_KEYWORD and not p.name.startswith("_") and p.name != "cls"
        ]
    found = from_schemas(name, value.__doc__)
    if found:
        return found
    # The first line of a docstring states the call, as in "arange(start=0, end, step=1, *, dtype=None)".
    stated = re.search(rf"\b{re.escape(name)}\(([^)]*)\)", value.__doc__ or "")
    listed = [part.strip() for part in stated.group(1).split(",")] if stated else []
    return [re.sub(r"=.*", "=", part) for part in listed if re.fullmatch(r"[a-z_]\w*(=.*)?", part)]


def record(space, wanted):
    names = [n for n in dir(space) if not n.startswith("_") and n not in DEPRECATED]
    found = {}
    for name in names:
        value = getattr(space, name)
        if wanted(name, value):
            found[name] = parameters(value, name) if callable(value) else []
    return found


methods = set(dir(torch.Tensor))


def of_torch(name, value):
    if isinstance(value, types.BuiltinFunctionType):
        known = name in methods and not name.endswith("_") or hasattr(F, name)
        operation = name in dir(torch._C._VariableFunctions) and (value.__doc__ or known)
        return bool(operation) or name in STATE
    if isinstance(value, types.FunctionType):
        return value.__module__.startswith("torch") and value.__module__ != "torch._utils_internal"
    return name in PLAIN_TYPES or name in CONSTANTS or isinstance(value, torch.dtype)


def of_tensor(name, value):
    return bool(getattr(value, "__doc__", None)) or name in dir(torch) or inspect.isgetsetdescriptor(value)


def of_functional(name, value):
    if name.endswith("_with_indices"):
        return False
    if isinstance(value, types.BuiltinFunctionType):
        return "torch_function" not in name
    return isinstance(value, types.FunctionType) and name != "assert_int_or_pair" and value.__module__.startswith("torch.nn.functional") or name in of_dispatch


def of_init(name, value):
    return isinstance(value, types.FunctionType) and (name.endswith("_") or not hasattr(torch.nn.init, f"{name}_"))


def own(kind, module):
    return lambda name, value: isinstance(value, kind) and value.__module__.startswith(module)


def listed(space, module):
    wanted = own((type, types.FunctionType), module)
    return lambda name, value: name in space.__all__ and wanted(name, value) and "pipe" not in f"{name} {value.__module__}".lower()


# Functions that PyTorch makes of two others, one for each value of a flag.
of_dispatch = [name for name in dir(F) if getattr(getattr(F, name), "__module__", None) == "torch._jit_internal" and name.startswith(("adaptive", "fractional", "max_pool"))]

areas = {
    "torch": record(torch, of_torch),
    "torch.Tensor": record(torch.Tensor, of_tensor),
    "torch.nn": record(torch.nn, own(type, "torch.nn")),
    "torch.nn.functional": record(F, of_functional),
    "torch.nn.init": record(torch.nn.init, of_init),
    "torch.nn.utils": record(torch.nn.utils, own(types.FunctionType, "torch.nn.utils")),
    "torch.optim": record(torch.optim, own(type, "torch.optim")),
    "torch.optim.lr_scheduler": record(lr_scheduler, listed(lr_scheduler, "torch.optim.lr_scheduler")),
    "torch.utils.data": record(torch.utils.data, listed(torch.utils.data, "torch.utils.data")),
}

lines = []
for area, names in areas.items():
    rows = ",\n".join(f"    {json.dumps(name)}: {json.dumps(names[name])}" for name in sorted(names))
    lines.append(f"  {json.dumps(area)}: {{\n{rows}\n  }}")
version = torch.__version__
text = f'{{\n  "version": {json.dumps(version)},\n  "areas": {{\n' + ",\n".join("  " + line.replace("\n", "\n  ") for line in lines) + "\n  }\n}\n"
pathlib.Path(__file__).with_name("pytorch.json").write_text(text, encoding="utf-8")
print(version, {area: len(names) for area, names in areas.items()})
