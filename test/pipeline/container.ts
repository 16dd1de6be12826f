import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DockerfileParser } from 'dockerfile-ast'
import type { Instruction } from 'dockerfile-ast'
import { root } from '../command/support.ts'
import type { Ended } from '../examples/runner.ts'

/** What an image is after its last instruction, with its files in a folder. */
export interface Image {
  folder: string
  workdir: string
  user: string
  entrypoint: readonly string[]
  env: Readonly<Record<string, string>>
}

/** The files that a build is sent: of `.dockerignore`, as much as a list of what is let in needs. */
function context(): string[] {
  const lines = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')
  const patterns = lines.filter((line) => line !== '' && !line.startsWith('#'))
  if (patterns[0] !== '*') throw new Error('.dockerignore lets in what it does not name')
  return patterns.slice(1).map((pattern) => pattern.replace(/^!/, ''))
}

/** As much of `docker build` as the Dockerfile needs: a folder is a stage, and a shell runs in it. */
class Build {
  readonly #folder: string
  readonly #stages = new Map<string, string>()
  #image: Image

  constructor(folder: string) {
    this.#folder = folder
    this.#image = { folder, workdir: '/', user: 'root', entrypoint: [], env: {} }
  }

  run(instructions: readonly Instruction[]): Image {
    for (const instruction of instructions) this.#step(instruction)
    return this.#image
  }

  #step(instruction: Instruction): void {
    const args = instruction.getArguments().map((argument) => argument.getValue())
    const text = instruction.getArgumentsContent() ?? ''
    switch (instruction.getKeyword()) {
      case 'FROM':
        return this.#from(args[2] ?? 'last')
      case 'WORKDIR':
        mkdirSync(this.#path(text), { recursive: true })
        this.#image = { ...this.#image, workdir: text }
        return
      case 'ENV':
        this.#image = { ...this.#image, env: { ...this.#image.env, ...assignments(args) } }
        return
      case 'USER':
        this.#image = { ...this.#image, user: text }
        return
      case 'ENTRYPOINT':
        this.#image = { ...this.#image, entrypoint: JSON.parse(text) as string[] }
        return
      case 'COPY':
        return this.#copy(args, / --from=(\S+)/.exec(instruction.toString())?.[1])
      case 'RUN':
        return this.#run(text)
      default:
        throw new Error(`a build does not know ${instruction.getKeyword()}`)
    }
  }

  #from(name: string): void {
    const folder = join(this.#folder, name)
    mkdirSync(folder)
    this.#stages.set(name, folder)
    this.#image = { folder, workdir: '/', user: 'root', entrypoint: [], env: {} }
  }

  #copy(paths: readonly string[], from: string | undefined): void {
    const target = this.#path(paths.at(-1) ?? '')
    for (const source of paths.slice(0, -1)) {
      if (from !== undefined)
        cpSync(join(this.#stages.get(from) ?? '', source), target, { recursive: true })
      else
        for (const name of source === '.' ? context() : [source])
          cpSync(join(root, name), join(target, name), { recursive: true })
    }
  }

  #run(command: string): void {
    const { workdir, env } = this.#image
    // A line names folders of the image, which lie in the folder of the stage, and users, whom this machine lacks.
    const line = command.replaceAll(/(?<= )\/(?=\w)/g, `${this.#image.folder}/`)
    const { status, stderr } = spawnSync('sh', ['-e', '-c', `chown() { :; }\n${line}`], {
      cwd: this.#path(workdir),
      encoding: 'utf8',
      env: { ...shellEnv(), ...env },
    })
    if (status !== 0) throw new Error(`RUN ${command}: ${stderr}`)
  }

  #path(path: string): string {
    const { folder, workdir } = this.#image
    return path.startsWith('/') ? join(folder, path) : join(folder, workdir, path)
  }
}

function shellEnv(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  return { PATH, HOME }
}

function assignments(args: readonly string[]): Record<string, string> {
  return Object.fromEntries(args.map((arg) => arg.split('=') as [string, string]))
}

/** Does what the Dockerfile says, in a folder. */
export function build(folder: string): Image {
  const text = readFileSync(join(root, 'Dockerfile'), 'utf8')
  return new Build(folder).run(DockerfileParser.parse(text).getInstructions())
}

/** An account without rights on any file, where the tests have all. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/**
 * Runs the image as one whose user owns nothing in it.
 * @param work folder that is mounted as the working directory
 */
export function start(image: Image, work: string, args: readonly string[]): Promise<Ended> {
  const [command = '', ...rest] = image.entrypoint.map((part) =>
    existsSync(join(image.folder, part)) && part.startsWith('/') ? join(image.folder, part) : part,
  )
  const child = spawn(command, [...rest, ...args], {
    cwd: work,
    env: { PATH: process.env.PATH ?? '', ...image.env },
    ...nobody,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? -1, output }))
  })
}
