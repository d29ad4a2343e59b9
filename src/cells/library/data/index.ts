/** What a cell imports from `lexigrad/data`: real data, made small, and pictures drawn on the spot. */
export { declaration } from './declaration.ts'
export { digits, type Digits, type DigitsOptions, type LabeledImages } from './digits.ts'
export { shapes, type Shapes, type ShapesOptions } from './shapes.ts'
