#!/usr/bin/env node
import { outliveStreams } from '../flags/streams.js'
import { main } from './main.ts'

outliveStreams()
process.exitCode = await main(process.argv.slice(2), process.env)
