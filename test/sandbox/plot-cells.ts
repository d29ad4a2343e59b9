/** Cells that show everything a cell can show, with labels as long as they come, in each language: for tests alone. */
import type { PageCell } from './cell-page.ts'

interface Labels {
  loss: string
  training: string
  validation: string
  step: string
  classes: string[]
  boundary: string
}

const labels: Record<string, Labels> = {
  en: {
    loss: 'Mean squared error of the predictions, on a logarithmic scale',
    training: 'On the examples that the network was trained with',
    validation: 'On examples that it has never seen',
    step: 'steps of gradient descent',
    classes: ['healthy leaves', 'leaves with powdery mildew', 'leaves eaten by caterpillars'],
    boundary: 'Where the network draws the line',
  },
  fr: {
    loss: 'Erreur quadratique moyenne des prédictions, à l’échelle logarithmique',
    training: 'Sur les exemples qui ont servi à l’entraînement du réseau',
    validation: 'Sur des exemples qu’il n’a jamais vus',
    step: 'étapes de descente de gradient',
    classes: ['feuilles saines', 'feuilles atteintes d’oïdium', 'feuilles rongées par des chenilles'],
    boundary: 'Là où le réseau fait passer la frontière',
  },
  es: {
    loss: 'Error cuadrático medio de las predicciones, en escala logarítmica',
    training: 'Con los ejemplos que se usaron para el entrenamiento de la red',
    validation: 'Con ejemplos que nunca ha visto',
    step: 'pasos de descenso de gradiente',
    classes: ['hojas sanas', 'hojas con oídio', 'hojas comidas por las orugas'],
    boundary: 'Por dónde traza la red la frontera',
  },
  tr: {
    loss: 'Tahminlerin ortalama karesel hatası, logaritmik ölçekte',
    training: 'Ağın eğitiminde kullanılan örneklerde',
    validation: 'Ağın daha önce hiç görmediği örneklerde',
    step: 'gradyan inişinin adımları',
    classes: ['sağlıklı yapraklar', 'külleme hastalığına yakalanmış yapraklar', 'tırtılların yediği yapraklar'],
    boundary: 'Ağın sınırı nereden çizdiği',
  },
  ko: {
    loss: '예측의 평균 제곱 오차 (로그 눈금)',
    training: '신경망이 훈련에 쓴 예제에서의 값',
    validation: '신경망이 한 번도 보지 못한 예제에서의 값',
    step: '경사 하강법의 단계',
    classes: ['건강한 잎', '흰가루병에 걸린 잎', '애벌레가 갉아 먹은 잎'],
    boundary: '신경망이 경계를 긋는 자리',
  },
}

export function plotCells(locale: string): PageCell[] {
  const text = labels[locale]!
  const shown = (value: unknown) => JSON.stringify(value)
  return [
    {
      id: 'curves',
      code: `import { lines, plot } from 'lexigrad'
const steps = Array.from({ length: 60 }, (_, i) => i)
plot(
  lines(steps.map((i) => 2 * 0.9 ** i + 0.001), { label: ${shown(text.training)} }),
  lines(steps.map((i) => 2 * 0.93 ** i + 0.02 + 0.01 * Math.sin(i)), { label: ${shown(text.validation)} }),
  { title: ${shown(text.loss)}, xLabel: ${shown(text.step)}, yScale: 'log' },
)
plot(lines([-24, -12, -6, -3, -1.5], { label: 'w.grad', ink: 'backward' }), lines([2, 3, 3.5, 3.75, 3.9], { label: 'w' }))`,
    },
    {
      id: 'classes',
      code: `import { contour, heatmap, lines, plot, points, randn } from 'lexigrad'
const a = randn([40, 2]).mul(0.6)
const b = randn([40, 2]).mul(0.5).add(1.5)
const c = randn([40, 2]).mul(0.4).sub(1.6)
const xy = [...a.tolist(), ...b.tolist(), ...c.tolist()]
const classes = xy.map((_, i) => Math.floor(i / 40))
plot(heatmap((x, y) => Math.tanh(x + y - 1.5), { x: [-3, 3], y: [-3, 3], label: 'tanh(x + y − 1.5)' }),
  points(xy, { classes, labels: ${shown(text.classes)} }), { title: ${shown(text.boundary)}, xLabel: 'x₁', yLabel: 'x₂' })
const path = [[-1.5, 1.5]]
for (let i = 0; i < 20; i++) path.push([path[i][0] * 0.8, path[i][1] * 0.5])
plot(contour((x, y) => x * x + 4 * y * y, { x: [-2, 2], y: [-2, 2] }), lines(path, { ink: 'loss', label: 'w' }))`,
    },
    {
      id: 'counts',
      code: `import { bars, histogram, plot, randn } from 'lexigrad'
plot(bars([0.72, 0.2, 0.08], { labels: ${shown(text.classes)} }), { title: 'softmax' })
plot(bars([3, -1, 4, 1, -5, 9, 2, 6]))
plot(histogram(randn([2000])), { xLabel: 'x', yLabel: 'n' })
plot(histogram(randn([500]), { label: 'a', range: [-4, 4] }), histogram(randn([500]).add(1), { label: 'b', range: [-4, 4] }))`,
    },
    {
      id: 'images',
      code: `import { boxes, confusionMatrix, heatmap, image, images, plot, rand, softmax, randn } from 'lexigrad'
plot(images(rand([5, 8, 8]), { labels: ${shown([...text.classes, '3', '4'])} }))
plot(image(rand([3, 12, 16])), boxes([[1, 2, 8, 9]], { labels: [${shown(text.classes[0])}], scores: [0.93] }),
  boxes([[9, 1, 15, 11]], { labels: [${shown(text.classes[2])}] }))
plot(confusionMatrix([[50, 2, 1], [4, 40, 6], [0, 3, 47]], { labels: ${shown(text.classes)} }))
const words = ['the', 'cat', 'sat', 'on', 'the', 'windowsill', '.']
plot(heatmap(softmax(randn([7, 7]), { dim: 1 }), { xLabels: words, yLabels: words, label: 'attention' }))`,
    },
    {
      id: 'controls',
      code: `import { choice, plot, slider, toggle } from 'lexigrad'
const lr = slider(${shown(text.step)}, 0.001, 1, { value: 0.1, log: true })
const n = slider(${shown(text.training)}, 2, 40, { value: 20, step: 1 })
const shape = choice(${shown(text.boundary)}, ['falling', 'rising'], { labels: [${shown(text.classes[0])}, ${shown(text.classes[1])}] })
const flat = toggle(${shown(text.validation)})
const y = Array.from({ length: n }, (_, i) => (flat ? 1 : (shape === 'falling' ? 1 - lr : 1 + lr) ** i))
plot(y, { title: ${shown(text.loss)} })
console.log(lr, n, shape, flat)`,
    },
  ]
}
