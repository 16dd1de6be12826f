import { ContractError } from '../contract/error.ts'
import type { ContractProblem } from '../contract/error.ts'
import { parseSource } from '../contract/source.ts'
import { structureChecker } from '../contract/yaml-structure.ts'
import { UsageError } from '../model/problem.ts'
import { readUserFile } from './read-file.ts'

/**
 * Reads a YAML file that fits a schema; the caller knows the type that the schema describes.
 * @param what names the kind of file in errors
 * @throws UsageError with file, line and column
 */
export function readYamlFile(
  path: string,
  what: string,
  schema: Readonly<Record<string, unknown>>,
): unknown {
  return parseYaml(readUserFile({ path, shown: `the ${what} ${path}` }), path, what, schema)
}

/**
 * As {@link readYamlFile}, of a text that was read.
 * @throws UsageError with file, line and column
 */
export function parseYaml(
  text: string,
  path: string,
  what: string,
  schema: Readonly<Record<string, unknown>>,
): unknown {
  try {
    const source = parseSource(path, text)
    const problems = structureChecker(schema)(source)
    if (problems.length > 0) throw new ContractError(path, problems)
    return source.value
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    const shown = new ContractError(path, error.problems.map(withoutValues))
    throw new UsageError(shown.message.replace(/^contract/, what))
  }
}

/**
 * These files are written beside credentials, and now and then hold one in the wrong place: of the
 * line only the keys are shown, and of a value that does not fit nothing.
 */
function withoutValues({ place, message }: ContractProblem): ContractProblem {
  const excerpt = place?.excerpt.replace(
    /[a-z]\w*(?=:(?:\s|$))|[^\s{}[\],:^-]+/gim,
    (part, at: number, whole: string) =>
      whole[at + part.length] === ':' && /^\w+$/.test(part) ? part : '…'.padEnd(part.length),
  )
  return {
    place: place && excerpt !== undefined ? { ...place, excerpt } : null,
    message: message.replace(/, not [^]*$/, ''),
  }
}
