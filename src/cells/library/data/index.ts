/** What a cell imports from `lexigrad/data`: real data, made small, and pictures drawn on the spot. */
export { shapes, type Shapes, type ShapesOptions } from './shapes.ts'
