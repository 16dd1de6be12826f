import { load } from './index.js'

// Node prints where an error comes from in the sources.
process.setSourceMapsEnabled(true)
await load('bin')
