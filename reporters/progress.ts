import type { Progress } from '../src/model/progress.ts'
import { ProgressBoard } from './progress-board.ts'
import { isTerminal, shortened } from './terminal.ts'
import type { TextStream } from './terminal.ts'

export interface ProgressOptions {
  stream: TextStream
  env: Readonly<Record<string, string | undefined>>
  /** How many targets there are. */
  targets: number
  /** Whether somebody else writes to the stream meanwhile. */
  isShared: boolean
}

/** Shows how far a run has come, until it ends. */
export interface ProgressShow {
  heard(progress: Progress): void
  judged(target: string): void
  /** Leaves nothing of a line that is written over. */
  end(): void
}

/** Milliseconds between two states of a line that is written over. */
const redrawMs = 100

/** Milliseconds between two lines that stay. */
const plainMs = 30_000

/** To the beginning of the line, and the line away. */
const clearLine = '\r\u001b[2K'

/**
 * One line that is written over, where the terminal is ours; lines that stay, one each half minute,
 * anywhere else.
 */
export function openProgress({ stream, env, targets, isShared }: ProgressOptions): ProgressShow {
  const board = new ProgressBoard(targets)
  const isLive = isTerminal(stream, env) && !env.CI && !isShared
  const showing = isLive ? liveLine(board, stream) : plainLines(board, stream)
  const end = (): void => {
    process.off('exit', end)
    showing.end()
  }
  // A run that is stopped has no other end.
  process.once('exit', end)
  return {
    heard: (progress) => {
      board.heard(progress, Date.now())
      showing.changed()
    },
    judged: (target) => {
      board.judged(target)
      showing.changed()
    },
    end,
  }
}

interface Showing {
  changed(): void
  end(): void
}

function liveLine(board: ProgressBoard, stream: TextStream): Showing {
  let timer: NodeJS.Timeout | null = null
  let isShown = false
  const draw = (): void => {
    timer = null
    isShown = true
    // A line that fills the terminal makes some of them begin another one.
    stream.write(`${clearLine}${shortened(board.text(), (stream.columns ?? 80) - 1)}`)
  }
  return {
    changed: () => {
      timer ??= setTimeout(draw, redrawMs).unref()
    },
    end: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
      if (isShown) stream.write(clearLine)
      isShown = false
    },
  }
}

function plainLines(board: ProgressBoard, stream: TextStream): Showing {
  const timer = setInterval(() => stream.write(`${board.text()}\n`), plainMs).unref()
  return { changed: () => undefined, end: () => clearInterval(timer) }
}
