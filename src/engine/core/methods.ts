/** The methods of tensors that belong to the core; the build sees to it that the others come with the rest. */
export const coreMethods: ReadonlySet<string> = new Set(
  `
  add add_ sub sub_ mul mul_ div div_ neg neg_ pow pow_ square
  exp log sqrt abs tanh sigmoid relu relu_ sin cos
  softmax logSoftmax sum mean prod max min argmax
  eq ne lt le gt ge where
  reshape view permute transpose t unsqueeze expand flatten contiguous narrow select slice
  clone to copy_ fill_ zero_ get set
  matmul mm bmm mv dot addmm
  backward retainGrad registerHook size float int long double sumToShape sign copied
  uniform_ normal_
`
    .trim()
    .split(/\s+/),
)

/** Functions, and methods of classes, that the core has by name only: calling one asks for the whole engine. */
export const withoutBody: ReadonlySet<string> = new Set(
  `
  Module.stateDict Module.loadStateDict Module.clone Module.getSubmodule Module.getParameter
  ModuleList.append ModuleList.extend ModuleList.insert Sequential.slice
  Optimizer.stateDict Optimizer.loadStateDict
  Generator.getState Generator.setState
  dividedInWhole ofProbabilities smoothed productOfOthers indexPut rebaseView refreshedView
`
    .trim()
    .split(/\s+/),
)
