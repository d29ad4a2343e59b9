/**
 * Changes in place. The ordinary operation computes the new numbers; they are written over the old ones, the storage's
 * version counts the change, and the tensor takes over the result's place in the graph. For a view the base changes too:
 * its new gradient is that of its old self outside the view, and of the result inside it.
 */
import { GradError, DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import { dtypes } from '../dtype.ts'
import { endScopeOfOne, openScope } from '../kernels/ownership.ts'
import { copiedOver } from '../kernels/vectors.ts'
import { overwrite, values, valuesAs } from '../kernels/values.ts'
import { sameShape } from '../shape.ts'
import { adopt } from '../storage.ts'
import { Tensor, connectAutograd } from '../tensor.ts'
import { apply } from './apply.ts'
import { isGradEnabled, setGradEnabled } from './mode.ts'
import { accumulatorOf, type Operation } from './node.ts'
import { clearRegion, regionOf, takeRegion, type Region } from './region.ts'

/** Replaces the numbers of x by those of `compute(x)`, and returns x. */
export function changeInPlace(
  operation: string,
  x: Tensor,
  compute: (old: Tensor) => Tensor,
  operands: readonly unknown[] = [],
): Tensor {
  const recorded = isGradEnabled() && (x.requiresGrad || operands.some(wantsGradient))
  if (!isGradEnabled()) return update(operation, x, compute)
  refuseLeaf(operation, x)
  const result = compute(recorded ? snapshot(x) : x)
  put(operation, x, result)
  if (result.requiresGrad) rebase(x, result.dtype === x.dtype ? result : result.to(x.dtype))
  else if (x.base !== null && x.base.node === null) x.viewVersion = x.storage.version
  return x
}

/** A change that is not recorded: what it takes is the engine's own, and given back at once. */
function update(operation: string, x: Tensor, compute: (old: Tensor) => Tensor): Tensor {
  const scope = openScope()
  try {
    put(operation, x, compute(x))
  } finally {
    endScopeOfOne(scope, null)
  }
  if (x.base !== null && x.base.node === null) x.viewVersion = x.storage.version
  return x
}

/** Writes a result over the numbers of x, in the kernels' memory if the result is there. */
function put(operation: string, x: Tensor, result: Tensor): void {
  checkFit(operation, x, result)
  if (!copiedOver(x, result)) overwrite(x, result.dtype === x.dtype ? numbersFor(result, x) : valuesAs(result, x.dtype))
  x.storage.version++
}

/** A copy of the numbers before the change, for formulas that need them, at the same place in the graph. */
function snapshot(x: Tensor): Tensor {
  const copy = new Tensor(adopt(x.dtype, values(x).slice()), x.shape)
  copy.node = x.gradFn
  copy.outputIndex = x.outputIndex
  return copy
}

/** The result's numbers, copied where they are a view of what is about to be overwritten. */
function numbersFor(result: Tensor, x: Tensor) {
  return result.storage === x.storage ? values(result).slice() : values(result)
}

const wantsGradient = (operand: unknown): boolean =>
  operand instanceof Tensor ? operand.requiresGrad : Array.isArray(operand) && operand.some(wantsGradient)

function refuseLeaf(operation: string, x: Tensor): void {
  const leaf = x.base ?? x
  if (!leaf.leafRequiresGrad || leaf.gradFn !== null) return
  const which = x.base === null ? 'a leaf Variable that requires grad' : 'a view of a leaf Variable that requires grad'
  throw new GradError(
    `${operation}: would change a leaf that requires a gradient, and the gradient with it. Inside noGrad(() => …) it is an update and allowed.`,
    {
      code: 'leaf-changed-in-place',
      params: { operation },
      torch: runtimeError(`${which} is being used in an in-place operation.`),
    },
  )
}

function checkFit(operation: string, x: Tensor, result: Tensor): void {
  if (!sameShape(x.shape, result.shape)) {
    throw new ShapeError(
      `${operation}: the result has shape ${shown(result.shape)} and does not fit into ${shown(x.shape)}. The form without _ makes a new tensor.`,
      {
        code: 'in-place-shape',
        params: { operation, shape: x.shape, result: result.shape },
        torch: runtimeError(
          `output with shape ${shown(x.shape)} doesn't match the broadcast shape ${shown(result.shape)}`,
        ),
      },
    )
  }
  const order = ['bool', 'integer', 'floating']
  const from = dtypes[result.dtype]
  const to = dtypes[x.dtype]
  if (order.indexOf(from.category) > order.indexOf(to.category)) {
    throw new DtypeError(
      `${operation}: the result is ${result.dtype} and would lose digits in a ${x.dtype} tensor. Convert first: x.to('${result.dtype}').`,
      {
        code: 'in-place-dtype',
        params: { operation, dtype: x.dtype, result: result.dtype },
        torch: runtimeError(`result type ${from.torch} can't be cast to the desired output type ${to.torch}`),
      },
    )
  }
}

function rebase(x: Tensor, result: Tensor): void {
  const { base } = x
  if (base === null) {
    x.node = result.node
    x.outputIndex = result.outputIndex
    x.leafRequiresGrad = false
    return
  }
  rebaseView(base, x, result)
}

/** The view was changed, so its base was. */
function rebaseView(base: Tensor, x: Tensor, result: Tensor): void {
  const merged = apply(CopySlices, [base, result], regionOf(base, x))
  base.node = merged.node
  base.outputIndex = merged.outputIndex
  base.leafRequiresGrad = false
  refreshView(x)
}

/** The base after its view was changed. The numbers are written already. */
const CopySlices: Operation<Region> = {
  name: 'CopySlices',
  forward: ([base]) => base!.detach(),
  gradient: [(g, _, region) => clearRegion(g, region), (g, _, region) => takeRegion(g, region)],
}

/** A view's place in the graph, after its base has changed. */
function refreshView(view: Tensor): void {
  const base = view.base!
  view.viewVersion = view.storage.version
  if (base.node !== null) refreshedView(base, view)
}

function refreshedView(base: Tensor, view: Tensor): void {
  const recording = setGradEnabled(true)
  try {
    const again = takeRegion(base, regionOf(base, view))
    view.node = again.node
    view.outputIndex = again.outputIndex
  } finally {
    setGradEnabled(recording)
  }
}

connectAutograd({ refreshView, accumulatorOf })
