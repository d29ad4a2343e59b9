/** Where in the reader's code a function of the library was called, as the names that stack traces give a cell say. */

/** Line and column in the text that runs, whose line 1 is `linesBefore` lines above the reader's first. */
export function placeOfCall(): [line: number, column: number] | undefined {
  const frames = String(new Error().stack ?? '').split('\n')
  const place = frames.map((frame) => /lexigrad-cell\/[^:]*:(\d+):(\d+)/.exec(frame)).find((match) => match !== null)
  return place ? [Number(place[1]), Number(place[2])] : undefined
}
