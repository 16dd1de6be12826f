import { load } from './index.js'

await load('bin')
