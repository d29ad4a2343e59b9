/** A language model after GPT-2, normalising before each part, with ReLU, which every engine has. */
import { arange, functional, nn, type Tensor } from '../../../../src/engine/index.ts'

const [width, heads, context, vocabulary] = [64, 4, 32, 64]

class Block extends nn.Module {
  norm1 = new nn.LayerNorm(width)
  qkv = new nn.Linear(width, 3 * width)
  out = new nn.Linear(width, width)
  norm2 = new nn.LayerNorm(width)
  up = new nn.Linear(width, 4 * width)
  down = new nn.Linear(4 * width, width)

  override forward(x: Tensor): Tensor {
    x = x.add(this.attend(this.norm1(x)))
    return x.add(this.down(this.up(this.norm2(x)).relu()))
  }

  attend(x: Tensor): Tensor {
    const [batch, length] = x.shape as [number, number]
    const split = (part: Tensor) => part.view(batch, length, heads, width / heads).transpose(1, 2)
    const [q, k, v] = this.qkv(x).split(width, 2).map(split) as [Tensor, Tensor, Tensor]
    const seen = functional.scaledDotProductAttention(q, k, v, { isCausal: true })
    return this.out(seen.transpose(1, 2).reshape(batch, length, width))
  }
}

export class Gpt extends nn.Module {
  tokens = new nn.Embedding(vocabulary, width)
  positions = new nn.Embedding(context, width)
  blocks = new nn.Sequential(new Block(), new Block())
  norm = new nn.LayerNorm(width)
  head = new nn.Linear(width, vocabulary)

  override forward(x: Tensor): Tensor {
    const places = this.positions(arange(context))
    return this.head(this.norm(this.blocks(this.tokens(x).add(places))))
  }
}
