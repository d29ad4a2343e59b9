/** What the editor of cells can complete, as the build reads it from the code of the engine. */
export interface Completions {
  /** By namespace (`nn`, `optim`, …; the empty one for what `lexigrad` exports), the names in it. */
  spaces: Record<string, Item[]>
  /** Namespaces that are others under a second name. */
  sameSpaces: Record<string, string>
  /** What an object has, by its class. A bare name is a method that is the function of that name. */
  members: Record<'Tensor' | 'Module' | 'Optimizer', (Item | string)[]>
}

/** A name, what it is, how it is called, its docstring's first sentence, and the options it takes by name. */
export type Item = [
  name: string,
  kind: 'function' | 'class' | 'constant' | 'method' | 'property' | 'namespace',
  signature: string,
  doc: string,
  options?: OptionItem[],
]

export type OptionItem = [name: string, type: string, doc: string]

/** A function as the method that it also is: what it is called on is its first parameter. */
export function methodOf([name, , signature, ...rest]: Item): Item {
  return [name, 'method', signature.replace(/\(\w+: Tensor(?:, )?/, '('), ...rest]
}
