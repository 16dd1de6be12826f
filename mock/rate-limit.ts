import type { Handler, RateLimit } from './provider.ts'

interface Window {
  readonly endsAt: number
  used: number
}

/**
 * Puts a limit before a handler. A key's window opens with its first request and lasts for
 * `windowMs`. Aligned to the clock instead, a burst across the turn of a minute would pass.
 */
export function withRateLimit<Account>(
  handle: Handler<Account>,
  limit: RateLimit,
): Handler<Account> {
  const windows = new Map<string, Window>()
  return (request, account) => {
    const window = currentWindow(windows, limit.key(request), request.at, limit.windowMs)
    window.used++
    const headers = {
      'X-RateLimit-Limit': String(limit.requests),
      'X-RateLimit-Remaining': String(Math.max(0, limit.requests - window.used)),
      'X-RateLimit-Reset': String(Math.ceil(window.endsAt / 1000)),
    }
    if (window.used > limit.requests) {
      const wait = Math.ceil((window.endsAt - request.at) / 1000)
      return {
        status: 429,
        headers: { ...headers, 'Retry-After': String(wait) },
        body: limit.refusal,
      }
    }
    const response = handle(request, account)
    return { ...response, headers: { ...headers, ...response.headers } }
  }
}

function currentWindow(
  windows: Map<string, Window>,
  key: string,
  at: number,
  windowMs: number,
): Window {
  // A map keeps the order of insertion, so those that ended come first.
  for (const [old, { endsAt }] of windows) {
    if (endsAt > at) break
    windows.delete(old)
  }
  const open = windows.get(key)
  if (open) return open
  const opened = { endsAt: at + windowMs, used: 0 }
  windows.set(key, opened)
  return opened
}
