/**
 * The frame's HTML. Its policy admits its own script by hash, workers and modules from blobs that it makes itself,
 * WebAssembly, and nothing else: no network, no style, no image, no frame, no form.
 */
export function frameDocument(script: string, scriptHash: string): string {
  const policy = [
    "default-src 'none'",
    `script-src '${scriptHash}' 'wasm-unsafe-eval' blob:`,
    'worker-src blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="robots" content="noindex"><title>Sandbox</title><script>${script}</script></html>\n`
}
