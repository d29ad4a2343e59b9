/**
 * The engine's explanations name what TypeScript's readers write; those of Python write the same otherwise.
 *
 * @example pythonWording('new StepLR(optimizer, { stepSize: 30 })') // 'StepLR(optimizer, step_size=30)'
 */
export function pythonWording(sentence: string): string {
  return sentence
    .replace(/\bnew (?=\p{Lu})/gu, '')
    .replace(/\{ (\w+: [^{}]*?) \}/g, (_, options: string) => options.replace(/(\w+): /g, '$1='))
    .replace(/\b\p{Ll}[\p{Ll}\d]*(?:\p{Lu}[\p{Ll}\d]*)+/gu, snake)
    .replace(/=(true|false)\b/g, (_, value: string) => (value === 'true' ? '=True' : '=False'))
    .replace(/'((?:float|int|uint)\d+|bool)'/g, 'torch.$1')
    .replace(/\bnull\b/g, 'None')
}

const snake = (name: string): string => name.replace(/\p{Lu}/gu, (letter) => `_${letter.toLowerCase()}`)
