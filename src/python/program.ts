/**
 * Runs one program, in a fresh `__main__` or in that of the program before, and tells how it ended and what it left.
 * Python, for Python alone knows its frames.
 */
export const runProgram = `
def _make():
    import ast, json, linecache, sys, traceback, types

    def run(code, name, continues=False):
        from _lexigrad import setGradEnabled
        import torch
        from torch._variables import declare_all
        setGradEnabled(True)
        linecache.cache[name] = (len(code), None, code.splitlines(True), name)
        if continues:
            main = sys.modules['__main__']
        else:
            main = types.ModuleType('__main__')
            main.__builtins__ = __builtins__
            sys.modules['__main__'] = main
        main.__file__ = name
        answer = {'ok': True, 'traceback': ''}
        try:
            exec(compile(code, name, 'exec', dont_inherit=True), main.__dict__)
        except SystemExit as error:
            answer['ok'] = error.code in (None, 0)
        except BaseException as error:
            answer = describe(error, name)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
        if answer.get('error', {}).get('type') != 'SyntaxError':
            declare_all(code, main.__dict__)
        return json.dumps(answer)

    def describe(error, name):
        trim(error, name, set())
        found = getattr(error, '_lexigrad', None)
        code, params = found if found else ('error', '{}')
        line, column = place(error, name)
        told = {'type': type(error).__name__, 'message': str(error), 'code': code, 'params': json.loads(params)}
        if line:
            told['line'] = line
            if column:
                told['column'] = column
        text = ''.join(traceback.format_exception(error)).rstrip('\\n')
        return {'ok': False, 'traceback': text, 'error': told}

    def trim(error, name, seen):
        """Leaves of a traceback the program's own lines."""
        if error is None or id(error) in seen:
            return
        seen.add(id(error))
        kept = []
        here = error.__traceback__
        while here is not None:
            if here.tb_frame.f_code.co_filename == name:
                kept.append(here)
            here = here.tb_next
        following = None
        for one in reversed(kept):
            following = types.TracebackType(following, one.tb_frame, one.tb_lasti, one.tb_lineno)
        error.__traceback__ = following
        trim(error.__cause__, name, seen)
        trim(error.__context__, name, seen)

    def place(error, name):
        if isinstance(error, SyntaxError) and error.filename == name:
            return error.lineno, error.offset
        frames = traceback.extract_tb(error.__traceback__)
        if not frames:
            return None, None
        last = frames[-1]
        return last.lineno, (last.colno or 0) + 1

    return run

import sys, types
sys.modules['_lexigrad_program'] = types.ModuleType('_lexigrad_program')
sys.modules['_lexigrad_program'].run = _make()
`
