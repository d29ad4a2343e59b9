/** Lines of a text. Only a plain space parts them: French signs keep their narrow spaces, Korean words stay whole. */

export interface Measure {
  /** [pixels] */
  width: number
  widthOf: (text: string) => number
}

/** As many lines as it takes, each filled; a word that is too long alone is parted between letters. */
export function breakLines(text: string, { width, widthOf }: Measure): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((one) => partWord(one, { width, widthOf }))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer) <= width) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}

/** The same number of lines, as even as they can be: a title of two lines has no word alone on the second. */
export function balanceLines(text: string, measure: Measure): string[] {
  const lines = breakLines(text, measure)
  if (lines.length < 2) return lines
  for (let width = measure.width * 0.4; width < measure.width; width += measure.width * 0.04) {
    const even = breakLines(text, { ...measure, width })
    if (even.length === lines.length && even.every((line) => measure.widthOf(line) <= width)) return even
  }
  return lines
}

/** At most so many lines; what is left out is told by an ellipsis. */
export function cutLines(lines: readonly string[], most: number, { width, widthOf }: Measure): string[] {
  if (lines.length <= most) return [...lines]
  const words = lines[most - 1]!.split(' ')
  while (words.length > 1 && widthOf(`${words.join(' ')}…`) > width) words.pop()
  return [...lines.slice(0, most - 1), `${words.join(' ').replace(/[,;:]$/, '')}…`]
}

function partWord(word: string, { width, widthOf }: Measure): string[] {
  if (widthOf(word) <= width) return [word]
  const parts = ['']
  for (const letter of word) {
    if (widthOf(parts.at(-1)! + letter) > width) parts.push('')
    parts[parts.length - 1] += letter
  }
  return parts
}
