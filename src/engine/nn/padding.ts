/** Margins around signals, images and volumes, as layers. */
import { pad } from '../ops/pad.ts'
import { pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'

/** One width for all sides, or before and after for each dimension, the last dimension first. */
export type Margins = number | readonly number[]

abstract class Padding extends Module {
  declare readonly padding: number[]
  protected abstract rank(): number

  constructor(...given: Row<[padding: Margins], { padding: Margins }>) {
    const [padding] = inRow<[Margins], object>(new.target.name, ['padding'], given)
    super()
    this.padding = typeof padding === 'number' ? Array<number>(2 * this.rank()).fill(padding) : [...padding]
  }

  override extraRepr(): string {
    return pythonRepr(this.padding)
  }
}

abstract class Padding1d extends Padding {
  protected rank(): number {
    return 1
  }
}
abstract class Padding2d extends Padding {
  protected rank(): number {
    return 2
  }
}
abstract class Padding3d extends Padding {
  protected rank(): number {
    return 3
  }
}

const zero = (x: Tensor, { padding }: Padding): Tensor => pad(x, padding)
const reflect = (x: Tensor, { padding }: Padding): Tensor => pad(x, padding, { mode: 'reflect' })
const replicate = (x: Tensor, { padding }: Padding): Tensor => pad(x, padding, { mode: 'replicate' })
const circular = (x: Tensor, { padding }: Padding): Tensor => pad(x, padding, { mode: 'circular' })

/** Zeros around a signal. @example new nn.ZeroPad1d(1)(ones(1, 1, 1)).tolist() // [[[0, 1, 0]]] */
export class ZeroPad1d extends Padding1d {
  override forward(x: Tensor): Tensor {
    return zero(x, this)
  }
}
/** Zeros around an image. @example new nn.ZeroPad2d(1)(ones(1, 1, 1, 1)).shape // [1, 1, 3, 3] */
export class ZeroPad2d extends Padding2d {
  override forward(x: Tensor): Tensor {
    return zero(x, this)
  }
}
/** Zeros around a volume. @example new nn.ZeroPad3d(1)(ones(1, 1, 1, 1, 1)).shape // [1, 1, 3, 3, 3] */
export class ZeroPad3d extends Padding3d {
  override forward(x: Tensor): Tensor {
    return zero(x, this)
  }
}

/** A signal mirrored at its ends, the ends not repeated. @example new nn.ReflectionPad1d(1)(tensor([[[1, 2, 3]]])).tolist() // [[[2, 1, 2, 3, 2]]] */
export class ReflectionPad1d extends Padding1d {
  override forward(x: Tensor): Tensor {
    return reflect(x, this)
  }
}
/**
 * An image mirrored at its edges.
 * @example new nn.ReflectionPad2d([1, 0, 0, 0])(tensor([[[[1, 2], [3, 4]]]])).tolist() // [[[[2, 1, 2], [4, 3, 4]]]]
 */
export class ReflectionPad2d extends Padding2d {
  override forward(x: Tensor): Tensor {
    return reflect(x, this)
  }
}
/** A volume mirrored at its faces. @example new nn.ReflectionPad3d(1)(ones(1, 1, 2, 2, 2)).shape // [1, 1, 4, 4, 4] */
export class ReflectionPad3d extends Padding3d {
  override forward(x: Tensor): Tensor {
    return reflect(x, this)
  }
}

/** The ends of a signal repeated. @example new nn.ReplicationPad1d(1)(tensor([[[1, 2]]])).tolist() // [[[1, 1, 2, 2]]] */
export class ReplicationPad1d extends Padding1d {
  override forward(x: Tensor): Tensor {
    return replicate(x, this)
  }
}
/**
 * The edges of an image repeated.
 * @example new nn.ReplicationPad2d([1, 0, 0, 0])(tensor([[[[1, 2], [3, 4]]]])).tolist() // [[[[1, 1, 2], [3, 3, 4]]]]
 */
export class ReplicationPad2d extends Padding2d {
  override forward(x: Tensor): Tensor {
    return replicate(x, this)
  }
}
/** The faces of a volume repeated. @example new nn.ReplicationPad3d(1)(ones(1, 1, 2, 2, 2)).shape // [1, 1, 4, 4, 4] */
export class ReplicationPad3d extends Padding3d {
  override forward(x: Tensor): Tensor {
    return replicate(x, this)
  }
}

/** A signal that goes on from its other end. @example new nn.CircularPad1d(1)(tensor([[[1, 2, 3]]])).tolist() // [[[3, 1, 2, 3, 1]]] */
export class CircularPad1d extends Padding1d {
  override forward(x: Tensor): Tensor {
    return circular(x, this)
  }
}
/** An image that goes on from its other edge. @example new nn.CircularPad2d(1)(ones(1, 1, 2, 2)).shape // [1, 1, 4, 4] */
export class CircularPad2d extends Padding2d {
  override forward(x: Tensor): Tensor {
    return circular(x, this)
  }
}
/** A volume that goes on from its other face. @example new nn.CircularPad3d(1)(ones(1, 1, 2, 2, 2)).shape // [1, 1, 4, 4, 4] */
export class CircularPad3d extends Padding3d {
  override forward(x: Tensor): Tensor {
    return circular(x, this)
  }
}

abstract class ConstantPad extends Padding {
  declare readonly value: number

  constructor(...given: Row<[padding: Margins, value: number], { padding: Margins; value: number }>) {
    const [padding, value] = inRow<[Margins, number], object>(new.target.name, ['padding', 'value'], given)
    super(padding)
    this.value = value
  }

  override forward(x: Tensor): Tensor {
    return pad(x, this.padding, { mode: 'constant', value: this.value })
  }

  override extraRepr(): string {
    return `padding=${pythonRepr(this.padding)}, value=${pythonRepr(this.value)}`
  }
}

/** One number around a signal. @example new nn.ConstantPad1d(1, 5)(ones(1, 1, 1)).tolist() // [[[5, 1, 5]]] */
export class ConstantPad1d extends ConstantPad {
  protected rank(): number {
    return 1
  }
}
/** One number around an image. @example new nn.ConstantPad2d([1, 0, 0, 0], 7)(ones(1, 1, 1, 1)).tolist() // [[[[7, 1]]]] */
export class ConstantPad2d extends ConstantPad {
  protected rank(): number {
    return 2
  }
}
/** One number around a volume. @example new nn.ConstantPad3d(1, 7)(ones(1, 1, 1, 1, 1)).shape // [1, 1, 3, 3, 3] */
export class ConstantPad3d extends ConstantPad {
  protected rank(): number {
    return 3
  }
}
