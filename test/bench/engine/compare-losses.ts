/** Whether an engine computed the same as the reference: nothing that computes something else is timed against it. */

/** What is wrong, in a sentence, or undefined where the losses agree. */
export function differenceOf(
  losses: readonly number[],
  reference: readonly number[],
  tolerance: number,
): string | undefined {
  const count = Math.min(losses.length, reference.length)
  if (count === 0) return 'no loss was told'
  for (let i = 0; i < count; i++) {
    const [loss, wanted] = [losses[i]!, reference[i]!]
    const difference = Math.abs(loss - wanted) / Math.max(Math.abs(wanted), 1e-12)
    // A NaN is no agreement either.
    if (difference <= tolerance) continue
    return `the loss of step ${i + 1} is ${loss}, not ${wanted}: a relative difference of ${difference.toExponential(1)}, more than ${tolerance}`
  }
  return undefined
}
