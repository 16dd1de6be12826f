import { relative, sep } from 'node:path'
import type { Place, PlaceOf } from '../../reporters/github.ts'
import { parseSource } from '../contract/source.ts'
import type { Source } from '../contract/source.ts'

/**
 * Finds the lines of behaviors in contracts.
 * @param contractOf the contract's file of a target, and its text; null where there is none
 * @param workspace folder that the files are named from; what is outside of it has no place
 */
export function behaviorPlaces(
  contractOf: (target: string) => { file: string; text: string } | null,
  workspace: string,
): PlaceOf {
  const sources = new Map<string, Source>()
  return (target, behavior) => {
    const { file, text } = contractOf(target) ?? { file: null, text: '' }
    const name = file === null ? null : nameIn(workspace, file)
    if (file === null || name === null) return null
    const source = sources.get(file) ?? parseSource(file, text)
    sources.set(file, source)
    return placeIn(source, name, behavior)
  }
}

function nameIn(workspace: string, file: string): string | null {
  const parts = relative(workspace, file).split(sep)
  return parts[0] === '..' || parts.includes('node_modules') ? null : parts.join('/')
}

function placeIn(source: Source, file: string, behavior: string): Place | null {
  const { provider, behaviors } = source.value as { provider: string; behaviors: { id: string }[] }
  const at = behaviors.findIndex(({ id }) => `${provider}.${id}` === behavior)
  return at < 0 ? null : { file, line: source.placeOf(['behaviors', at, 'id']).line }
}
