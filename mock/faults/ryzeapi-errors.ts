import type { MockResponse, RateLimit } from '../provider.ts'
import { withRateLimit } from '../rate-limit.ts'
import { bodyOf, is, type Item, replaced } from './change.ts'
import { listing, make, refused } from './ryzeapi-kit.ts'

const { fault, statuses } = make

/** Answers an error in another way. */
const errors = (
  id: string,
  breaks: readonly string[],
  status: number,
  change: (right: MockResponse) => MockResponse,
) => statuses(id, breaks, status, change)

const message = (right: MockResponse, wrong: unknown): MockResponse => ({
  ...right,
  body: bodyOf(replaced(right.body, ['error', 'message'], is(wrong))),
})

const shapes: Readonly<Record<string, (text: unknown) => unknown>> = {
  'error-is-text': (text) => ({ success: false, error: text }),
  'message-at-the-top': (text) => ({ success: false, message: text }),
  'success-is-true': (text) => ({ success: true, error: { message: text } }),
  'lacks-success': (text) => ({ error: { message: text } }),
  'is-an-array': (text) => [{ success: false, error: { message: text } }],
  'is-empty': () => ({}),
}

const textOf = (body: unknown) => ((body as Item).error as Item).message

const errorBodies = Object.entries(shapes).flatMap(([how, shape]) => [
  ...[401, 404].map((status) =>
    errors(`error.${status}-${how}`, ['R97'], status, (right) => ({
      ...right,
      body: bodyOf(shape(textOf(right.body))),
    })),
  ),
])

const errorWords = [
  errors('auth.403', ['R94'], 401, (right) => ({ ...right, status: 403 })),
  errors('auth.400', ['R94'], 401, (right) => ({ ...right, status: 400 })),
  errors('auth.404', ['R94'], 401, (right) => ({ ...right, status: 404 })),
  errors('auth.200-with-error', ['R94'], 401, (right) => ({ ...right, status: 200 })),
  errors('auth.200-and-empty', ['R94'], 401, () => ({ status: 200, body: listing([]) })),
  statuses('auth.missing-is-400', ['R94'], 401, (right, { request }) =>
    request.headers.token === undefined ? { ...right, status: 400 } : right,
  ),
  statuses('auth.wrong-is-403', ['R94'], 401, (right, { request }) =>
    request.headers.token === undefined ? right : { ...right, status: 403 },
  ),
  errors('auth.message-in-other-words', ['R94'], 401, (right) => message(right, 'Unauthorized')),
  errors('auth.message-in-lower-case', ['R94'], 401, (right) => message(right, 'invalid token')),
  errors('auth.message-absent', ['R94'], 401, (right) => message(right, undefined)),
  statuses('auth.missing-has-other-words', ['R94'], 401, (right, { request }) =>
    request.headers.token === undefined ? message(right, 'Token required') : right,
  ),
  errors('not-found.message-in-other-words', ['R95'], 404, (right) => message(right, 'Not found')),
  errors('not-found.message-in-lower-case', ['R95'], 404, (right) =>
    message(right, 'instance not found'),
  ),
  errors('not-found.message-names-it', ['R95'], 404, (right) =>
    message(right, 'Instance not found: x'),
  ),
  errors('not-found.message-null', ['R95'], 404, (right) => message(right, null)),
]

/** A limit that differs from the documented one. */
const limiting = (id: string, breaks: readonly string[], change: Partial<RateLimit>) =>
  fault(id, breaks, (right) =>
    right.rateLimit ? { ...right, rateLimit: { ...right.rateLimit, ...change } } : right,
  )

const limits = [
  fault('limit.none', ['R16'], ({ rateLimit: _, ...right }) => right),
  limiting('limit.60', ['R16'], { requests: 60 }),
  limiting('limit.99-of-all-tokens', ['R16'], { requests: 99, key: () => '' }),
  limiting('limit.250', ['R16'], { requests: 250 }),
  fault('limit.answers-403', ['R16'], ({ rateLimit, ...right }) => {
    if (!rateLimit) return right
    const limited = withRateLimit(right.handle, rateLimit)
    return {
      ...right,
      handle: (request, seen) => {
        const answer = limited(request, seen)
        return answer.status === 429 ? { ...answer, status: 403 } : answer
      },
    }
  }),
  limiting('limit.message-in-other-words', ['R96'], {
    refusal: refused(429, 'Too many requests').body,
  }),
  limiting('limit.message-lacks-its-end', ['R96'], {
    refusal: refused(429, 'Rate limit exceeded.').body,
  }),
  limiting('limit.message-absent', ['R96'], { refusal: { success: false, error: {} } }),
  ...Object.entries(shapes).map(([how, shape]) =>
    limiting(`error.429-${how}`, ['R97'], {
      refusal: bodyOf(shape('Rate limit exceeded. Try again later.')),
    }),
  ),
]

/** Errors told in another way, and limits that differ. */
export const ryzeapiErrors = [...errorWords, ...errorBodies, ...limits]
