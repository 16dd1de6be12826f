import { prepareVitest } from './ahead-of-vitest.js'

prepareVitest()
