/** What runs need besides their code: kernels for what computes much, and data sets that are named. */
import type { Assets, CodeLanguage } from '../sandbox/protocol.ts'
import { loadData, neededData } from './data.ts'
import { loadKernels, needsKernels } from './kernels.ts'

/** @param dataset  of a cell's element: the addresses */
export async function loadAssets(
  language: CodeLanguage,
  codes: readonly string[],
  { kernels, data }: DOMStringMap,
): Promise<Assets> {
  const loading = [
    loadData([...new Set(codes.flatMap(neededData))], data),
    ...(language === 'python' || codes.some(needsKernels) ? [loadKernels(kernels)] : []),
  ]
  return Object.assign({}, ...(await Promise.all(loading))) as Assets
}
