import { prepare, workloads } from '../peers/lexigrad.ts'
import { serve } from './serve.ts'

serve(workloads, prepare)
