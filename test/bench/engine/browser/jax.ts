import { prepare, workloads } from '../peers/jax.ts'
import { serve } from './serve.ts'

serve(workloads, prepare)
