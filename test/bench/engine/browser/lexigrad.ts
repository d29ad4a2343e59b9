import * as peer from '../peers/lexigrad.ts'
import { serve } from './serve.ts'

serve(peer.workloads)
