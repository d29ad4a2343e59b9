/**
 * Runs one program, in a fresh `__main__` or in that of the program before, and tells how it ended and what it left.
 * Python, for Python alone knows its frames.
 */
export const runProgram = `
def _make():
    import _imp, ast, json, linecache, random, sys, traceback, types
    programs = []

    def run(code, name, continues=False, seed=0):
        from _lexigrad import setGradEnabled
        import torch
        from torch._variables import declare_all
        setGradEnabled(True)
        random.seed(seed)
        linecache.cache[name] = (len(code), None, code.splitlines(True), name)
        if continues:
            main = sys.modules['__main__']
        else:
            programs.clear()
            main = types.ModuleType('__main__')
            main.__builtins__ = __builtins__
            sys.modules['__main__'] = main
        main.__file__ = name
        programs.append(name)
        if 'matplotlib.pyplot' in sys.modules and not continues:
            sys.modules['matplotlib.pyplot'].close('all')
        answer = {'ok': True, 'traceback': ''}
        compiled = None
        try:
            # The interpreter's own code may have been compiled without its assertions; a program keeps them.
            compiled = compile(code, name, 'exec', dont_inherit=True, optimize=0)
            exec(compiled, main.__dict__)
            if 'matplotlib.pyplot' in sys.modules:
                sys.modules['matplotlib.pyplot']._end()
        except SystemExit as error:
            answer['ok'] = error.code in (None, 0)
            if not isinstance(error.code, (int, type(None))):
                print(error.code, file=sys.stderr)
        except BaseException as error:
            answer = describe(error)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
        if compiled:
            declare_all(code, main.__dict__)
        return json.dumps(answer)

    def describe(error):
        name_what_is_here(error)
        trim(error, set())
        found = getattr(error, '_lexigrad', None)
        code, params = found if found else ('error', '{}')
        told = {'type': type(error).__name__, 'message': text_of(error), 'code': code, 'params': json.loads(params),
                **place(error)}
        text = ''.join(traceback.format_exception(error)).rstrip('\\n')
        return {'ok': False, 'traceback': cut(text), 'error': told}

    def text_of(error):
        try:
            return cut(str(error))
        except Exception:
            return ''

    def cut(text, most=20_000):
        return text if len(text) <= most else f'{text[:most // 2]}\\n…\\n{text[-most // 2:]}'

    def name_what_is_here(error):
        missing = isinstance(error, ModuleNotFoundError) and (error.name or '').split('.')[0]
        if missing and missing not in sys.stdlib_module_names and missing not in sys.modules:
            error.msg = f'{error.msg}. Here are torch, matplotlib.pyplot and the standard library of Python.'

    def trim(error, seen):
        """Leaves of a traceback the lines of programs."""
        if error is None or id(error) in seen:
            return
        seen.add(id(error))
        kept = []
        here = error.__traceback__
        while here is not None:
            if here.tb_frame.f_code.co_filename in programs:
                kept.append(here)
            here = here.tb_next
        following = None
        for one in reversed(kept):
            following = types.TracebackType(following, one.tb_frame, one.tb_lasti, one.tb_lineno)
        error.__traceback__ = following
        trim(error.__cause__, seen)
        trim(error.__context__, seen)

    def place(error):
        """The program, the line and the column, where they are known."""
        if isinstance(error, SyntaxError) and error.filename in programs:
            found = error.filename, error.lineno, error.offset
        else:
            frames = traceback.extract_tb(error.__traceback__)
            if not frames:
                return {}
            found = frames[-1].filename, frames[-1].lineno, (frames[-1].colno or 0) + 1
        return {name: value for name, value in zip(('program', 'line', 'column'), found) if value}

    class Watcher:
        """Where the library is not here, a run that imports of it begins again where it is."""

        def find_spec(self, name, path=None, target=None):
            top = name.partition('.')[0]
            if top in sys.stdlib_module_names and name not in sys.builtin_module_names and not _imp.is_frozen(name):
                from _lexigrad import wantLibrary
                wantLibrary()
                raise SystemExit
            return None

    module = types.ModuleType('_lexigrad_program')
    module.run = run
    module.watch_library = lambda: sys.meta_path.insert(0, Watcher())
    return module

import sys
sys.modules['_lexigrad_program'] = _make()
`
