/** What the library's functions take and give, for whoever writes a cell. The functions themselves: library.ts. */

export interface ProgressOptions {
  /** What stands beside the bar. */
  label?: string
}

/**
 * Counts from 0 to `count − 1`, and shows how far it has come and how long it will take.
 *
 * @param count  number of turns
 * @example for (const step of progress(500)) train(step)
 */
export declare function progress(count: number, options?: string | ProgressOptions): Iterable<number>
/**
 * The items of anything that can be looped over, while a bar shows how many of them are done.
 *
 * @param items  an array, a data loader, a generator, …; where it does not say how many there are, only their count is shown
 * @example for (const batch of progress(loader, 'training')) train(batch)
 */
export declare function progress<T>(items: Iterable<T>, options?: string | ProgressOptions): Iterable<T>
