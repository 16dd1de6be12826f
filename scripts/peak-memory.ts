import { readFileSync } from 'node:fs'

/**
 * Most resident memory that a running process ever had, in bytes; null where the system does not
 * say (only Linux does), or where the process has ended. The system keeps the mark itself, so that
 * looking now and then misses nothing of it.
 *
 * Not `resourceUsage().maxRSS`: a process that was started by a larger one begins with the mark of
 * that one (getrusage(2): what is measured of a process is preserved across an execve).
 */
export function peakBytesOf(pid: number | 'self'): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(status) ?? []
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
