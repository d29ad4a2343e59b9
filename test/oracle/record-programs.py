"""
Records what PyTorch prints for each program of test/python/corpus. Run with a Python that has PyTorch:

    python3 test/oracle/record-programs.py [part of a name]
"""
import pathlib
import subprocess
import sys

corpus = pathlib.Path(__file__).parent.parent / 'python' / 'corpus'
wanted = sys.argv[1] if len(sys.argv) > 1 else ''
for program in sorted(corpus.glob('*.py')):
    if wanted not in program.name:
        continue
    done = subprocess.run([sys.executable, program.name], cwd=corpus, capture_output=True, text=True)
    if done.returncode != 0:
        print(f'{program.name}: {done.stderr.strip().splitlines()[-1]}', file=sys.stderr)
        continue
    program.with_suffix('.out').write_text(done.stdout)
    print(program.name)
