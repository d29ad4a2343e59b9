/** The texts as the site publishes them, beside its pages. */

/** @returns undefined where the site has no such file */
export async function readPublished(address: string): Promise<string | undefined> {
  const response = await fetch(address)
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`)
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer())
}
