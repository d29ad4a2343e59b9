/** More activations without parameters, as modules: the functions of the same names. */
import { selu } from '../ops/exponential-units.ts'
import { hardsigmoid, hardswish, relu6 } from '../ops/hard-functions.ts'
import { logsigmoid } from '../ops/sigmoid.ts'
import { mish, silu, softsign, tanhshrink } from '../ops/smooth-units.ts'
import type { Tensor } from '../tensor.ts'
import { PerhapsInPlace } from './activation.ts'
import { Module } from './module.ts'
import { ownLayers } from './own-layers.ts'

/** `min(max(0, x), 6)`. @example new nn.ReLU6()(tensor([-1, 9])).tolist() // [0, 6] */
export class ReLU6 extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return relu6(x, { inplace: this.inplace })
  }
}

/** `λ·x` for x > 0, else `λα(eˣ − 1)`. @example new nn.SELU()(tensor([0])).tolist() // [0] */
export class SELU extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return selu(x, { inplace: this.inplace })
  }
}

/** `x · σ(x)`. @example new nn.SiLU()(tensor([0])).tolist() // [0] */
export class SiLU extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return silu(x, { inplace: this.inplace })
  }
}

/** `x · tanh(softplus(x))`. @example new nn.Mish()(tensor([0])).tolist() // [0] */
export class Mish extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return mish(x, { inplace: this.inplace })
  }
}

/** `min(max(0, x + 3), 6) / 6`. @example new nn.Hardsigmoid()(tensor([0])).tolist() // [0.5] */
export class Hardsigmoid extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return hardsigmoid(x, { inplace: this.inplace })
  }

  override extraRepr(): string {
    return ''
  }
}

/** `x · hardsigmoid(x)`. @example new nn.Hardswish()(tensor([3])).tolist() // [3] */
export class Hardswish extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return hardswish(x, { inplace: this.inplace })
  }

  override extraRepr(): string {
    return ''
  }
}

/** `log σ(x)`. @example new nn.LogSigmoid()(tensor([0])).item() // -0.6931471824645996 */
export class LogSigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return logsigmoid(x)
  }
}

/** `x − tanh x`. @example new nn.Tanhshrink()(tensor([0])).tolist() // [0] */
export class Tanhshrink extends Module {
  override forward(x: Tensor): Tensor {
    return tanhshrink(x)
  }
}

/** `x / (1 + |x|)`. @example new nn.Softsign()(tensor([1])).tolist() // [0.5] */
export class Softsign extends Module {
  override forward(x: Tensor): Tensor {
    return softsign(x)
  }
}

ownLayers(SiLU)
