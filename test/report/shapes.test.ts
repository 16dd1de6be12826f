import { expect, test } from 'vitest'
import { shapesIn } from '../../src/report/disclosure/sensitive-patterns.ts'

const readable = [
  'connect ECONNREFUSED 127.0.0.1:5432',
  'connect ECONNREFUSED 192.168.100.200:3000',
  '2026-11-20 12:30:45.123456',
  '2026-11-20T12:30:45.123Z',
  'Fri, 20 Nov 2026 12:30:45 GMT',
  '20/11/2026, 12:30:45',
  'Apache/2.4.41 (Ubuntu) OpenSSL/1.1.1f PHP/7.4.3',
  'at Object.<anonymous> (/app/src/index.js:10:15)',
  '<html><title>502 Bad Gateway</title></html>',
  'getUserV2ById failed',
  'utf8mb4_unicode_ci',
  'x86_64-pc-linux-gnu',
  'INSTANCE_NOT_FOUND_404',
  'loja1-caixa2-pos3',
  'error @ line 5',
  'retry in 60 s (limit 100/60)',
]

test.for(readable)('stays readable: %s', (text) => {
  expect(shapesIn(text)).toEqual([])
})

test.for([' ', '-', '- ', ' @ ', '<a', '"'])(
  'what never ends in a shape is read at once: %j',
  (part) => {
    expect(shapesIn(`1${part.repeat(190 / part.length)}x`)).toEqual([])
  },
)
