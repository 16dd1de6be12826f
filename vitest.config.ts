import { configure } from './src/vitest/configure.ts'

export default configure
