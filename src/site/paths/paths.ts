/** Ways through the glossary: entries in an order in which each rests on those before it. */
export interface LearningPath {
  /** Its name in `locales/<locale>/ui.json`, and its anchor. */
  id: 'first-network' | 'deep-training' | 'pixels-and-letters'
  entries: readonly string[]
}

export const learningPaths: readonly LearningPath[] = [
  {
    id: 'first-network',
    entries: [
      'gradient',
      'chain-rule',
      'computational-graph',
      'automatic-differentiation',
      'loss-function',
      'backpropagation',
      'mean-squared-error',
      'gradient-descent',
      'activation-function',
      'neural-network',
      'cross-entropy',
      'model-training',
      'pytorch',
    ],
  },
  {
    id: 'deep-training',
    entries: [
      'learning-rate',
      'stochastic-gradient-descent',
      'momentum',
      'adam',
      'overfitting',
      'data-augmentation',
      'vanishing-gradient',
      'exploding-gradient',
      'batch-normalization',
      'residual-network',
    ],
  },
  {
    id: 'pixels-and-letters',
    entries: [
      'convolutional-neural-network',
      'object-detection',
      'mean-average-precision',
      'large-language-model',
      'reinforcement-learning',
    ],
  },
]

export interface PathPlace {
  path: LearningPath
  /** From 1. */
  place: number
  before: string | undefined
  after: string | undefined
}

/** Where an entry stands on its path, among the entries that are written. */
export function placeOnPath(slug: string, isWritten: (slug: string) => boolean): PathPlace | undefined {
  for (const path of learningPaths) {
    const entries = path.entries.filter(isWritten)
    const at = entries.indexOf(slug)
    if (at >= 0) return { path, place: at + 1, before: entries[at - 1], after: entries[at + 1] }
  }
  return undefined
}
