import { parentPort } from 'node:worker_threads'
import { init, runBaseTests, setupEnvironment } from 'vitest/worker'

/** One project after the other, each over a port of its own: Vitest's protocol, unchanged. */
parentPort?.on(
  'message',
  /** @param {import('node:worker_threads').MessagePort} port */
  (port) => {
    init({
      post: (response) => port.postMessage(response),
      on: (listener) => port.on('message', listener),
      off: (listener) => port.off('message', listener),
      teardown: () => port.close(),
      runTests: (state, traces) => runBaseTests('run', state, traces),
      collectTests: (state, traces) => runBaseTests('collect', state, traces),
      setup: setupEnvironment,
    })
  },
)
