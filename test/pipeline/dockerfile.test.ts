import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DockerfileParser } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import { expect, test } from 'vitest'
import { root } from '../command/support.ts'
import { read } from './files.ts'

const text = read('Dockerfile')
const instructions = DockerfileParser.parse(text).getInstructions()
const argumentsOf = (keyword: string): string[] =>
  instructions
    .filter((instruction) => instruction.getKeyword() === keyword)
    .map((instruction) => instruction.getArgumentsContent() ?? '')

test('a linter passes the Dockerfile', () => {
  expect(validate(text).map(({ message }) => message)).toEqual([])
})

test('every stage starts from the same image of Node 24, pinned by digest', () => {
  const images = new Set(argumentsOf('FROM').map((from) => from.replace(/ AS .*/, '')))
  expect([...images]).toEqual([expect.stringMatching(/^node:24-slim@sha256:[0-9a-f]{64}$/)])
})

test('the last word on users is no root', () => {
  expect(argumentsOf('USER')).toEqual(['node'])
})

test('a build is sent what it names, and nothing else', () => {
  const [first, ...named] = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  expect(first).toBe('*')
  expect(named.filter((line) => !existsSync(join(root, line.slice(1))))).toEqual([])
  expect(named).not.toContain('!.env')
})
