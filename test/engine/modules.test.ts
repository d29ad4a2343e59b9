import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { Tensor, manualSeed, nn, noGrad, ones, optim, relu, tensor, zeros } from './helpers/engine.ts'
import { gradcheck, gradgradcheck, numbers } from './helpers/gradcheck.ts'

class Net extends nn.Module {
  hidden = new nn.Linear(2, 3)
  out = new nn.Linear(3, 1)

  override forward(x: Tensor): Tensor {
    return this.out(relu(this.hidden(x)))
  }
}

const grown = (module: nn.Module): Tensor => (module(ones(1, 2)) as Tensor).sum()

describe('a module', () => {
  test('is called like a function, with the types of its forward', () => {
    const net = new Net()
    const y: Tensor = net(ones(4, 2))
    expect(y.shape).toEqual([4, 1])
    // @ts-expect-error a tensor is expected
    expect(() => net('text')).toThrow()
  })

  test('is a module and of its class', () => {
    const net = new Net()
    expect(net).toBeInstanceOf(nn.Module)
    expect(net).toBeInstanceOf(Net)
    expect(net.hidden).not.toBeInstanceOf(Net)
  })

  test('finds parameters among its properties, in the order of assignment', () => {
    expect(new Net().namedParameters().map(([name, p]) => [name, p.shape])).toEqual([
      ['hidden.weight', [3, 2]],
      ['hidden.bias', [3]],
      ['out.weight', [1, 3]],
      ['out.bias', [1]],
    ])
  })

  test('takes a tensor for a parameter only if it is one', () => {
    class Scale extends nn.Module {
      factor = new nn.Parameter(ones(1))
      other = ones(1, { requiresGrad: true })
    }
    expect(new Scale().namedParameters().map(([name]) => name)).toEqual(['factor'])
  })

  test('lists a parameter that two of its modules share once, and saves it under both names', () => {
    const net = new nn.Sequential(new nn.Linear(2, 2), new nn.Linear(2, 2))
    net[1].weight = net[0].weight
    expect(net.namedParameters().map(([name]) => name)).toEqual(['0.weight', '0.bias', '1.bias'])
    expect(Object.keys(net.stateDict())).toEqual(['0.weight', '0.bias', '1.weight', '1.bias'])
  })

  test('lists the modules inside it by their paths', () => {
    const net = new nn.Sequential({ body: new nn.Sequential(new nn.ReLU()), head: new nn.Linear(1, 1) })
    expect(net.namedModules().map(([name]) => name)).toEqual(['', 'body', 'body.0', 'head'])
    expect(net.children()).toHaveLength(2)
    expect(net.getSubmodule('body.0')).toBeInstanceOf(nn.ReLU)
    expect(net.getParameter('head.weight').shape).toEqual([1, 1])
  })

  test('sets all inside it to training or evaluation', () => {
    const net = new nn.Sequential(new nn.Sequential(new nn.Dropout(1)))
    expect((net(ones(2)) as Tensor).tolist()).toEqual([0, 0])
    expect((net.eval()(ones(2)) as Tensor).tolist()).toEqual([1, 1])
    expect(
      net
        .train()
        .modules()
        .every((m) => m.training),
    ).toBe(true)
  })

  test('applies a function from the inside out', () => {
    const seen: string[] = []
    new nn.Sequential(new nn.Sequential(new nn.Tanh()), new nn.ReLU()).apply((m) => seen.push(m.constructor.name))
    expect(seen).toEqual(['Tanh', 'Sequential', 'ReLU', 'Sequential'])
  })

  test('forgets its gradients, or sets them to 0', () => {
    const net = new Net()
    grown(net).backward()
    net.zeroGrad({ setToNone: false })
    expect(net.out.bias!.grad!.tolist()).toEqual([0])
    net.zeroGrad()
    expect(net.out.bias!.grad).toBe(null)
  })

  test('asks for no gradients when it is frozen', () => {
    const net = new Net().requiresGrad_(false)
    expect(grown(net).requiresGrad).toBe(false)
  })

  test('converts parameters and buffers in their places, so that an optimiser keeps them', () => {
    const net = new nn.Sequential(new nn.Linear(2, 2), new nn.BatchNorm1d(2))
    const optimizer = new optim.SGD(net.parameters(), { lr: 1 })
    net.double()
    expect(net.parameters().every((p) => p.dtype === 'float64')).toBe(true)
    expect(net.buffers().map((b) => b.dtype)).toEqual(['float64', 'float64', 'int64'])
    net(numbers([3, 2]).detach())
      .sum()
      .backward()
    const before = net[1].bias.tolist()
    optimizer.step()
    expect(net[1].bias.tolist()).not.toEqual(before)
  })

  test('keeps buffers: saved unless they are not persistent, never learned', () => {
    class Counter extends nn.Module {
      declare count: Tensor
      declare scratch: Tensor

      constructor() {
        super()
        this.registerBuffer('count', zeros(1))
        this.registerBuffer('scratch', ones(2), { persistent: false })
      }
    }
    const counter = new Counter()
    counter.count = tensor([5])
    expect(counter.parameters()).toEqual([])
    expect(counter.namedBuffers().map(([name]) => name)).toEqual(['count', 'scratch'])
    expect(Object.keys(counter.stateDict())).toEqual(['count'])
    expect(counter.stateDict().count!.tolist()).toEqual([5])
  })

  test('hears hooks before and after, which may change what goes in and comes out', () => {
    const net = new nn.Identity()
    const before = net.registerForwardPreHook((_, [x]) => [(x as Tensor).add(1)])
    const after = net.registerForwardHook((_, __, y) => (y as Tensor).mul(10))
    expect(net(ones(1)).item()).toBe(20)
    before.remove()
    expect(net(ones(1)).item()).toBe(10)
    after.remove()
    expect(net(ones(1)).item()).toBe(1)
  })

  test('has a copy of its own parameters, shared ones shared', () => {
    const net = new nn.Sequential(new nn.Linear(2, 2), new nn.Linear(2, 2), new nn.BatchNorm1d(2))
    net[1].weight = net[0].weight
    const copy = net.clone()
    expect(copy.toString()).toBe(net.toString())
    expect(copy[0].weight.tolist()).toEqual(net[0].weight.tolist())
    expect(copy[0].weight === net[0].weight).toBe(false)
    expect(copy[1].weight === copy[0].weight).toBe(true)
    expect(copy.namedBuffers().map(([name]) => name)).toEqual(net.namedBuffers().map(([name]) => name))
    new optim.SGD(copy.parameters(), { lr: 1 }).zeroGrad()
    copy[0].bias.data = tensor([7, 7])
    expect(net[0].bias.tolist()).not.toEqual([7, 7])
    expect(copy(ones(3, 2)).shape).toEqual([3, 2])
  })

  test('prints in the console as PyTorch prints it', () => {
    expect(inspect(new Net())).toBe(
      'Net(\n  (hidden): Linear(in_features=2, out_features=3, bias=True)\n  (out): Linear(in_features=3, out_features=1, bias=True)\n)',
    )
    expect(String(new nn.Parameter(tensor([1])))).toBe('Parameter containing:\ntensor([1.], requires_grad=True)')
    expect(inspect(new nn.Parameter(tensor([1])))).toContain('Parameter containing')
  })
})

describe('a state dictionary', () => {
  test('gives another module the same numbers', () => {
    const [a, b] = [new Net(), new Net()]
    expect(b.loadStateDict(a.stateDict())).toEqual({ missingKeys: [], unexpectedKeys: [] })
    expect(grown(b).item()).toBe(grown(a).item())
    expect(b.hidden.weight === a.hidden.weight).toBe(false)
  })

  test('copies, and so leaves the saved numbers alone', () => {
    const net = new nn.Linear(1, 1)
    const saved = net.stateDict()
    const other = new nn.Linear(1, 1)
    other.loadStateDict(saved)
    other.weight.data = tensor([[9]])
    expect(saved.weight!.item()).toBe(net.weight.item())
  })

  test("understands PyTorch's spelling", () => {
    const norm = new nn.BatchNorm1d(1)
    const { unexpectedKeys } = norm.loadStateDict({
      weight: ones(1),
      bias: ones(1),
      running_mean: tensor([3]),
      running_var: ones(1),
      num_batches_tracked: tensor(4, { dtype: 'int64' }),
    })
    expect(unexpectedKeys).toEqual([])
    expect([norm.runningMean!.item(), norm.numBatchesTracked!.item()]).toEqual([3, 4])
  })

  test('that does not fit is refused with all that is wrong, in words of both', () => {
    const state = { 'hidden.weight': zeros(2, 2), 'hidden.bias': zeros(3), extra: zeros(1) }
    const call = () => new Net().loadStateDict(state)
    expect(call).toThrow(
      expect.objectContaining({
        code: 'state-dict',
        message:
          'loadStateDict: the state does not fit Net. missing: out.weight, out.bias; unknown: extra; of another shape: hidden.weight [2, 2] for [3, 2]. { strict: false } lets names differ, but not shapes.',
        torch: {
          type: 'RuntimeError',
          message:
            'Error(s) in loading state_dict for Net:\n\tMissing key(s) in state_dict: "out.weight", "out.bias". \n\tUnexpected key(s) in state_dict: "extra". \n\tsize mismatch for hidden.weight: copying a param with shape torch.Size([2, 2]) from checkpoint, the shape in current model is torch.Size([3, 2]).',
        },
      }),
    )
  })

  test('may miss names when asked, but no shape', () => {
    const net = new Net()
    expect(net.loadStateDict({ 'out.bias': tensor([5]), more: zeros(1) }, { strict: false })).toEqual({
      missingKeys: ['hidden.weight', 'hidden.bias', 'out.weight'],
      unexpectedKeys: ['more'],
    })
    expect(net.out.bias!.item()).toBe(5)
    expect(() => net.loadStateDict({ 'out.bias': zeros(2) }, { strict: false })).toThrow(
      expect.objectContaining({ code: 'state-dict' }),
    )
  })
})

describe('containers', () => {
  test('a Sequential has places, counts from the end, and grows', () => {
    const net = new nn.Sequential(new nn.Linear(2, 3), new nn.ReLU())
    net.append(new nn.Linear(3, 1))
    expect(net.length).toBe(3)
    expect(net.at(-1)).toBe(net[2])
    expect([...net].map((m) => m.constructor.name)).toEqual(['Linear', 'ReLU', 'Linear'])
    expect(net.slice(0, 2).toString()).toBe(
      'Sequential(\n  (0): Linear(in_features=2, out_features=3, bias=True)\n  (1): ReLU()\n)',
    )
    expect(net.slice(0, 1)[0]).toBe(net[0])
    net.set(1, new nn.Tanh())
    net.insert(0, new nn.Identity())
    expect([...net].map((m) => m.constructor.name)).toEqual(['Identity', 'Linear', 'Tanh', 'Linear'])
  })

  test('a Sequential of names prints and calls them in order', () => {
    const net = new nn.Sequential({ widen: new nn.Linear(1, 2), squash: new nn.Sigmoid() })
    expect(net.toString()).toBe(
      'Sequential(\n  (widen): Linear(in_features=1, out_features=2, bias=True)\n  (squash): Sigmoid()\n)',
    )
    expect(net.at(1)).toBeInstanceOf(nn.Sigmoid)
    expect((net as unknown as { widen: nn.Linear }).widen.outFeatures).toBe(2)
  })

  test('a ModuleList shows its parameters and counts equal neighbours', () => {
    const list = new nn.ModuleList([new nn.Linear(1, 1), new nn.Linear(1, 1), new nn.ReLU()])
    expect(list.parameters()).toHaveLength(4)
    expect(list.toString()).toBe(
      'ModuleList(\n  (0-1): 2 x Linear(in_features=1, out_features=1, bias=True)\n  (2): ReLU()\n)',
    )
    expect(new nn.ModuleList().toString()).toBe('ModuleList()')
    expect(() => list.at(3)).toThrow(
      expect.objectContaining({
        code: 'module-index',
        torch: { type: 'IndexError', message: 'index 3 is out of range' },
      }),
    )
  })

  test('a ModuleDict keeps names in the order they were set', () => {
    const dict = new nn.ModuleDict({ b: new nn.Linear(1, 1), a: new nn.ReLU() }).set('1', new nn.Tanh())
    expect(dict.keys()).toEqual(['b', 'a', '1'])
    expect(dict.namedParameters().map(([name]) => name)).toEqual(['b.weight', 'b.bias'])
    expect(dict.pop('a')).toBeInstanceOf(nn.ReLU)
    expect(dict.has('a')).toBe(false)
    expect(() => dict.get('a')).toThrow(expect.objectContaining({ code: 'module-index' }))
    expect(dict.toString()).toBe(
      'ModuleDict(\n  (b): Linear(in_features=1, out_features=1, bias=True)\n  (1): Tanh()\n)',
    )
  })

  test('parameters in lists and by name', () => {
    const list = new nn.ParameterList([ones(2, 3), ones(3, { dtype: 'float64' })])
    expect(list.parameters()).toHaveLength(2)
    expect(list.toString()).toBe(
      'ParameterList(\n    (0): Parameter containing: [torch.float32 of size 2x3]\n    (1): Parameter containing: [torch.float64 of size 3]\n)',
    )
    expect(new nn.ParameterDict({ a: ones(2) }).toString()).toBe(
      'ParameterDict(  (a): Parameter containing: [torch.FloatTensor of size 2])',
    )
  })

  test('parameters become a row and back', () => {
    const net = new Net()
    const row = nn.utils.parametersToVector(net.parameters())
    expect(row.shape).toEqual([13])
    nn.utils.vectorToParameters(row.mul(2), net.parameters())
    expect(nn.utils.parametersToVector(net.parameters()).tolist()).toEqual(row.mul(2).tolist())
    expect(() => nn.utils.vectorToParameters(zeros(3), net.parameters())).toThrow(
      expect.objectContaining({ code: 'vector-length' }),
    )
  })
})

describe('gradients through layers agree with central differences', () => {
  const checks: [name: string, module: nn.Module, shapes: number[][]][] = [
    ['Linear', new nn.Linear(3, 2), [[4, 3]]],
    [
      'Bilinear',
      new nn.Bilinear(2, 3, 2),
      [
        [4, 2],
        [4, 3],
      ],
    ],
    ['LSTM', new nn.LSTM(2, 3, { bidirectional: true }), [[3, 2, 2]]],
    ['GRU', new nn.GRU(2, 3), [[3, 2, 2]]],
    ['RNN', new nn.RNN(2, 3), [[3, 2, 2]]],
    [
      'MultiheadAttention',
      new nn.MultiheadAttention(4, 2),
      [
        [2, 1, 4],
        [3, 1, 4],
        [3, 1, 4],
      ],
    ],
    ['TransformerEncoderLayer', new nn.TransformerEncoderLayer(4, 2, 6).eval(), [[3, 1, 4]]],
    ['BatchNorm1d', new nn.BatchNorm1d(3), [[4, 3]]],
    ['LayerNorm', new nn.LayerNorm(3), [[4, 3]]],
    ['Conv2d', new nn.Conv2d(2, 2, 2, { padding: 1, paddingMode: 'circular' }), [[1, 2, 3, 3]]],
    ['ConvTranspose2d', new nn.ConvTranspose2d(2, 1, 2, { stride: 2 }), [[1, 2, 2, 2]]],
    ['PReLU', new nn.PReLU(3), [[4, 3]]],
  ]
  test.each(checks)('%s', (_, module, shapes) => {
    manualSeed(0)
    for (const p of module.double().parameters()) nn.init.uniform_(p, -0.7, 0.7)
    const inputs = shapes.map((shape, i) => numbers(shape, { seed: i + 1 }))
    const first = (...x: Tensor[]): Tensor => {
      const y = module(...x) as Tensor | Tensor[]
      return y instanceof Tensor ? y : y[0]!
    }
    expect(gradcheck(first, inputs)).toBeLessThan(1e-7)
    expect(gradgradcheck(first, inputs)).toBeLessThan(1e-6)

    const given = inputs.map((x) => x.detach())
    const weigh = (): Tensor => {
      const y = first(...given)
      return y.mul(numbers([...y.shape], { seed: 9, requiresGrad: false })).sum()
    }
    weigh().backward()
    const h = 1e-6
    for (const p of module.parameters()) {
      const held = p.data.reshape(-1).tolist() as number[]
      const at = (i: number, value: number): number => {
        p.data = tensor(held.with(i, value), { dtype: 'float64' }).reshape(p.shape)
        return noGrad(() => weigh().item() as number)
      }
      const slopes = held.map((value, i) => (at(i, value + h) - at(i, value - h)) / (2 * h))
      ;(p.grad!.reshape(-1).tolist() as number[]).forEach((slope, i) =>
        expect(Math.abs(slope - slopes[i]!)).toBeLessThan(1e-7 * Math.max(1, Math.abs(slope))),
      )
      at(0, held[0]!)
    }
  })
})

describe('layers made by name', () => {
  const same: [name: string, row: () => nn.Module, named: () => nn.Module][] = [
    ['Linear', () => new nn.Linear(2, 3, false), () => new nn.Linear({ inFeatures: 2, outFeatures: 3, bias: false })],
    ['Conv2d', () => new nn.Conv2d(1, 4, 3, 1, 1), () => new nn.Conv2d(1, 4, { kernelSize: 3, padding: 1 })],
    ['MaxPool2d', () => new nn.MaxPool2d(2), () => new nn.MaxPool2d({ kernelSize: 2 })],
    ['AvgPool2d', () => new nn.AvgPool2d([2, 3], 1), () => new nn.AvgPool2d({ kernelSize: [2, 3], stride: 1 })],
    [
      'AdaptiveAvgPool2d',
      () => new nn.AdaptiveAvgPool2d([1, 2]),
      () => new nn.AdaptiveAvgPool2d({ outputSize: [1, 2] }),
    ],
    ['BatchNorm1d', () => new nn.BatchNorm1d(4, 1e-3), () => new nn.BatchNorm1d({ numFeatures: 4, eps: 1e-3 })],
    ['LayerNorm', () => new nn.LayerNorm([2, 3]), () => new nn.LayerNorm({ normalizedShape: [2, 3] })],
    ['GroupNorm', () => new nn.GroupNorm(2, 4), () => new nn.GroupNorm(2, { numChannels: 4 })],
    [
      'Embedding',
      () => new nn.Embedding(5, 3, 0),
      () => new nn.Embedding({ numEmbeddings: 5, embeddingDim: 3, paddingIdx: 0 }),
    ],
    ['Unflatten', () => new nn.Unflatten(1, [2, 3]), () => new nn.Unflatten({ dim: 1, unflattenedSize: [2, 3] })],
    ['ZeroPad2d', () => new nn.ZeroPad2d([1, 2, 0, 0]), () => new nn.ZeroPad2d({ padding: [1, 2, 0, 0] })],
    ['LSTM', () => new nn.LSTM(2, 3, 2), () => new nn.LSTM({ inputSize: 2, hiddenSize: 3, numLayers: 2 })],
    ['GRUCell', () => new nn.GRUCell(2, 3, false), () => new nn.GRUCell(2, { hiddenSize: 3, bias: false })],
    [
      'MultiheadAttention',
      () => new nn.MultiheadAttention(4, 2),
      () => new nn.MultiheadAttention({ embedDim: 4, numHeads: 2 }),
    ],
    [
      'TransformerEncoderLayer',
      () => new nn.TransformerEncoderLayer(4, 2, 8),
      () => new nn.TransformerEncoderLayer({ dModel: 4, nhead: 2, dimFeedforward: 8 }),
    ],
  ]
  test.each(same)('%s is the one made in a row', (_, row, named) => {
    manualSeed(0)
    const expected = row()
    manualSeed(0)
    const found = named()
    expect(found.toString()).toBe(expected.toString())
    expect(found.parameters().map((p) => p.tolist())).toEqual(expected.parameters().map((p) => p.tolist()))
  })

  test('an optimiser takes its learning rate in a row too', () => {
    const w = ones(1, { requiresGrad: true })
    const { lr, momentum } = new optim.SGD([w], 0.5, { momentum: 0.9, foreach: false } as never).paramGroups[0]!
    expect([lr, momentum]).toEqual([0.5, 0.9])
    expect(() => new optim.Adam([w], { learningRate: 1 } as never)).toThrow(
      expect.objectContaining({ code: 'unknown-option' }),
    )
  })
})

describe('what modules refuse', () => {
  const refusals: [name: string, call: () => unknown, code: string, torch: string][] = [
    [
      'a call without forward',
      () => new (class Empty extends nn.Module {})()(),
      'module-without-forward',
      'Module [Empty] is missing the required "forward" function',
    ],
    [
      'a name that a module has already',
      () => new nn.Module().registerBuffer('forward', zeros(1)),
      'module-member-name',
      "attribute 'forward' already exists",
    ],
    [
      'a name with a dot',
      () => new nn.Module().registerParameter('a.b', new nn.Parameter(zeros(1))),
      'module-member-name',
      'parameter name can\'t contain "."',
    ],
    [
      'a path that leads nowhere',
      () => new Net().getSubmodule('hidden.0'),
      'module-path',
      'Net has no attribute `hidden.0`',
    ],
    [
      'heads that do not divide',
      () => new nn.MultiheadAttention(5, 2),
      'attention-heads',
      'embed_dim must be divisible by num_heads',
    ],
    [
      'channels that do not divide',
      () => new nn.Conv2d(3, 4, 1, { groups: 2 }),
      'conv-groups',
      'in_channels must be divisible by groups',
    ],
    [
      'an input of another rank',
      () => new nn.BatchNorm2d(2)(zeros(2, 2)),
      'input-rank',
      'expected 4D input (got 2D input)',
    ],
    [
      'a probability above 1',
      () => new nn.Dropout(1.5),
      'dropout-probability',
      'dropout probability has to be between 0 and 1, but got 1.5',
    ],
    [
      'an input of another size',
      () => new nn.LSTM(3, 4)(zeros(5, 2, 7)),
      'recurrent-shape',
      'input.size(-1) must be equal to input_size. Expected 3, got 7',
    ],
    [
      'a size that cannot be made',
      () => new nn.ConvTranspose2d(1, 1, 2, { stride: 2 })(zeros(1, 1, 2, 2), [9, 9]),
      'conv-output-size',
      'requested an output size of [9, 9], but valid sizes range from [4, 4] to [5, 5] (for an input of torch.Size([2, 2]))',
    ],
    [
      'an option that is not there',
      () => new nn.Linear(1, 1, { biased: true } as never),
      'unknown-option',
      "__init__() got an unexpected keyword argument 'biased'",
    ],
    [
      'fans of a vector',
      () => nn.init.xavierUniform_(zeros(3)),
      'init-rank',
      'Fan in and fan out can not be computed for tensor with fewer than 2 dimensions',
    ],
    ['a gain of nothing known', () => nn.init.calculateGain('swish'), 'not-a-choice', 'Unsupported nonlinearity swish'],
  ]
  test.each(refusals)('%s', (_, call, code, torch) => {
    expect(call).toThrow(expect.objectContaining({ code, torch: expect.objectContaining({ message: torch }) }))
  })
})
