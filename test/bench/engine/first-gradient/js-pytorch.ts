import { torch } from 'js-pytorch'

const w = torch.tensor([2], true)
w.mul(3).sub(10).pow(2).backward()
postMessage(String(w.grad))
