/** What cells say in one language, beyond the few words that the page holds: fetched once, when a reader reaches for a cell. */
type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>

const loaded = new Map<string, Promise<Texts>>()

/** By section. Empty where they cannot be loaded; the next time tries again. */
export function loadTexts(url: string): Promise<Texts> {
  let texts = loaded.get(url)
  if (!texts) {
    texts = fetch(url)
      .then((response) => response.json() as Promise<Texts>)
      .catch(() => {
        loaded.delete(url)
        return {}
      })
    loaded.set(url, texts)
  }
  return texts
}
