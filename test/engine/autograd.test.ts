import { describe, expect, test } from 'vitest'
import {
  grad,
  graphOf,
  keepGraphValues,
  noGrad,
  ones,
  setGradEnabled,
  tensor,
  type Tensor,
} from '../../src/engine/index.ts'

const leaf = (data: number | number[]) => tensor(data, { requiresGrad: true })

describe('backward', () => {
  test('of the first cell gives −24', () => {
    const w = leaf([2])
    const loss = w
      .mul(tensor([3]))
      .sub(10)
      .pow(2)
    loss.backward()
    expect(String(w.grad)).toBe('tensor([-24.])')
  })

  test("agrees with micrograd's expression of scalars", () => {
    const a = leaf(-4)
    const b = leaf(2)
    let c = a.add(b)
    let d = a.mul(b).add(b.pow(3))
    c = c.add(c).add(1)
    c = c.add(1).add(c).add(a.neg())
    d = d.add(d.mul(2)).add(b.add(a).relu())
    d = d.add(d.mul(3)).add(b.sub(a).relu())
    const f = c.sub(d).pow(2)
    const g = f.div(2).add(tensor(10).div(f))
    g.backward()
    const rounded = [g, a.grad!, b.grad!].map((x) => (x.item() as number).toFixed(4))
    expect(rounded).toEqual(['24.7041', '138.8338', '645.5773'])
  })

  test('adds to a gradient that is there', () => {
    const w = leaf([1, 2])
    w.sum().backward()
    w.mul(w).sum().backward()
    expect(w.grad!.tolist()).toEqual([3, 5])
  })

  test('gives two leaves gradients of their own', () => {
    const [a, b] = [leaf([1]), leaf([1])]
    a.add(b).sum().backward()
    a.grad!.zero_()
    expect(b.grad!.tolist()).toEqual([1])
  })

  test('goes through 100,000 operations without recursion', () => {
    const w = leaf(1)
    let x: Tensor = w
    for (let i = 0; i < 100_000; i++) x = x.add(1)
    x.backward()
    expect(w.grad!.item()).toBe(1)
  })

  test('starts from a gradient of the same shape', () => {
    const w = leaf([1, 2])
    w.mul(3).backward(tensor([1, 10]))
    expect(w.grad!.tolist()).toEqual([3, 30])
  })

  test('runs twice where the graph is kept', () => {
    const w = leaf([3])
    const y = w.mul(w).sum()
    y.backward({ retainGraph: true })
    y.backward()
    expect(w.grad!.tolist()).toEqual([12])
  })

  test('sums over what was broadcast', () => {
    const b = leaf([1, 2, 3])
    ones(2, 3).mul(b).sum().backward()
    expect(b.grad!.tolist()).toEqual([2, 2, 2])
  })
})

describe('gradients of gradients', () => {
  test('the second and third derivative of x⁴ at 2 are 48 and 48', () => {
    const x = leaf(2)
    const [first] = grad(x.pow(4), x, { createGraph: true })
    const [second] = grad(first!, x, { createGraph: true })
    const [third] = grad(second!, x)
    expect([first, second, third].map((g) => g!.item())).toEqual([32, 48, 48])
  })

  test('createGraph leaves a gradient that can be differentiated', () => {
    const x = leaf(3)
    x.pow(3).backward({ createGraph: true })
    expect(String(x.grad)).toBe('tensor(27., grad_fn=<CopyBackwards>)')
  })
})

describe('grad', () => {
  test('changes no leaf', () => {
    const [a, b] = [leaf(2), leaf(3)]
    expect(grad(a.mul(b), [a, b]).map((g) => g.item())).toEqual([3, 2])
    expect(a.grad).toBe(null)
  })

  test('reaches tensors that are not leaves', () => {
    const a = leaf(2)
    const middle = a.mul(5)
    expect(grad(middle.pow(2), middle)[0]!.item()).toBe(20)
  })
})

describe('recording', () => {
  test('stops inside noGrad and goes on after an error in it', () => {
    const w = leaf(1)
    expect(() =>
      noGrad(() => {
        expect(w.mul(2).requiresGrad).toBe(false)
        throw new Error('from the body')
      }),
    ).toThrow('from the body')
    expect(w.mul(2).requiresGrad).toBe(true)
  })

  test('is switched by hand, telling what it was', () => {
    expect(setGradEnabled(false)).toBe(true)
    expect(setGradEnabled(true)).toBe(false)
  })

  test('ends at detach', () => {
    const w = leaf(2)
    w.mul(w.detach()).backward()
    expect(w.grad!.item()).toBe(2)
  })
})

describe('intermediates', () => {
  test('keep their gradient when asked', () => {
    const w = leaf(2)
    const middle = w.mul(3)
    middle.retainGrad()
    middle.pow(2).backward()
    expect([middle.grad!.item(), w.grad!.item()]).toEqual([12, 36])
  })

  test('show it to a hook, which may replace it, until it is removed', () => {
    const w = leaf(2)
    const middle = w.mul(3)
    const seen: unknown[] = []
    const handle = middle.registerHook((g) => {
      seen.push(g.item())
      return g.mul(10)
    })
    const y = middle.pow(2)
    y.backward({ retainGraph: true })
    handle.remove()
    y.backward()
    expect(seen).toEqual([12])
    expect(w.grad!.item()).toBe(360 + 36)
  })
})

describe('changes in place', () => {
  test('continue the graph', () => {
    const w = leaf([1, 2])
    const x = w.mul(3)
    x.mul_(x.detach().clone())
    x.sum().backward()
    expect(w.grad!.tolist()).toEqual([9, 18])
  })

  test('of what a formula needs are an error in backward, not a wrong gradient', () => {
    const w = leaf([1, 2])
    const y = w.mul(2)
    const z = y.mul(y)
    y.add_(1)
    expect(() => z.sum().backward()).toThrow(
      'backward: MulBackward0 needs a tensor of shape [2] that was changed in place afterwards: it is at version 1, 0 was kept. Use the form without _ , or change a clone().',
    )
  })

  test('of what no formula needs are fine', () => {
    const w = leaf([1, 2])
    const y = w.mul(2)
    const z = y.add(1)
    y.mul_(5)
    z.sum().backward()
    expect(w.grad!.tolist()).toEqual([2, 2])
  })

  test('through a view reach the base and its gradient', () => {
    const w = leaf([2])
    const h = w.mul(2).expand(3).clone()
    h.get(0).mul_(w.get(0))
    expect(String(h)).toBe('tensor([8., 4., 4.], grad_fn=<CopySlices>)')
    h.sum().backward()
    expect(w.grad!.tolist()).toEqual([12])
  })

  test('of the base reach the gradient of a view', () => {
    const w = leaf([1, 2, 3])
    const h = w.mul(1)
    const view = h.get(0)
    h.mul_(10)
    view.backward()
    expect(w.grad!.tolist()).toEqual([10, 0, 0])
  })

  test('make a constant a part of the graph', () => {
    const w = leaf(3)
    const x = tensor([1, 2])
    x.get(1).mul_(w)
    x.sum().backward()
    expect([x.tolist(), w.grad!.item()]).toEqual([[1, 6], 2])
  })

  test('of a leaf are an update inside noGrad and an error outside', () => {
    const w = leaf([1])
    noGrad(() => w.sub_(0.5))
    expect(w.tolist()).toEqual([0.5])
    expect(() => w.sub_(0.5)).toThrow('sub_: would change a leaf that requires a gradient')
  })

  test('by zero_ let nothing flow back', () => {
    const w = leaf([1])
    const x = w.mul(2)
    x.zero_()
    x.add(w).sum().backward()
    expect(w.grad!.tolist()).toEqual([1])
  })
})

describe('graphOf', () => {
  test('lists parents before children, constants and values where they were kept', () => {
    const before = keepGraphValues(true)
    try {
      const w = leaf([2])
      const loss = w.mul(tensor([3])).sub(10)
      loss.backward()
      const graph = graphOf(loss)
      expect(graph.map(({ kind, name, value }) => [kind, name, value])).toEqual([
        ['leaf', 'AccumulateGrad', [2]],
        ['constant', '', [3]],
        ['operation', 'MulBackward0', [6]],
        ['constant', '', 10],
        ['operation', 'SubBackward0', [-4]],
      ])
      expect(graph[0]!.grad).toEqual([3])
      expect(graph.at(-1)!.inputs).toEqual([graph[2]!.id, graph[3]!.id])
    } finally {
      keepGraphValues(before)
    }
  })

  test('shows what was used, whatever was changed in place afterwards', () => {
    const before = keepGraphValues(true)
    try {
      const w = leaf([2])
      const loss = w.mul(w).sum()
      loss.backward()
      noGrad(() => w.sub_(1))
      const [leafNode, product] = graphOf(loss)
      expect(leafNode!.value).toEqual([2])
      expect(product!.value).toEqual([4])
      expect(product!.recorded!.inputs.map((x) => x.tolist())).toEqual([[2], [2]])
      expect(w.tolist()).toEqual([1])
    } finally {
      keepGraphValues(before)
    }
  })

  test('gives operations that run again on other numbers, and says which output an input is', () => {
    const before = keepGraphValues(true)
    try {
      const [, second] = leaf([1, 2, 3, 4]).split(2) as Tensor[]
      const graph = graphOf(second!.mul(3))
      const product = graph.at(-1)!
      expect(product.inputOutputs).toEqual([1, 0])
      const again = product.recorded!.compute([tensor([5, 6]), tensor(3)])
      expect(again[0]!.tolist()).toEqual([15, 18])
    } finally {
      keepGraphValues(before)
    }
  })

  test('of a tensor without a graph is empty', () => {
    expect(graphOf(tensor([1]))).toEqual([])
  })
})
