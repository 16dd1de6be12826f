import { configure } from './configure.ts'

/** Vitest's whole configuration, for who wants the command with all options of Vitest's own. */
export default configure
