import { createHash } from 'node:crypto'
import type { Behavior, Contract, Credential, Discovery, Family, Field } from '../model/contract.ts'
import { digestOf } from './digest.ts'
import {
  compileExpectation,
  compileSender,
  compileStatus,
  compileTemplate,
} from './compile-expectation.ts'
import { compileGenerator } from './generator-kinds.ts'
import type { RawBehavior, RawContract, RawCredential, RawField } from './raw.ts'
import { compileShape } from './schema/shape.ts'
import { Validator } from './schema/validator.ts'

/** Compiles a contract that was checked, in this process or in an earlier one. */
export function compileContract(raw: RawContract, text: string): Contract {
  const validator = new Validator(raw.schemas ?? {})
  const { provider, title, revision, docs, servers, operation, listing } = raw
  const fields = Object.entries(listing.fields ?? {}).map(([name, field]) =>
    compileField(name, field, validator),
  )
  const behaviors = raw.behaviors.map((behavior) => compileBehavior(raw, behavior, validator))
  return {
    provider,
    title,
    revision,
    docs,
    servers,
    operation,
    credentials: Object.entries(raw.credentials).map(([role, credential]): Credential => ({
      role,
      header: credential.header.toLowerCase(),
      scheme: credential.scheme ?? null,
      env: credential.env,
      discover: compileDiscovery(credential.discover, validator),
      inferred: credential.inferred ?? false,
    })),
    rateLimit: raw.rateLimit ? { per: 'account', ...raw.rateLimit } : null,
    listing: {
      items: listing.items,
      id: listing.id,
      drawnId: listing.drawnId ?? false,
      query: Object.entries(listing.query ?? {}),
      fields: new Map(fields.map((field) => [field.name, field])),
      label: listing.label
        ? { pointer: listing.label.at, personal: listing.label.personal ?? false }
        : null,
    },
    secrets: raw.secrets ?? [],
    personal: raw.personal ?? [],
    secretIn: raw.secretIn ?? [],
    schemas: new Map(Object.entries(raw.schemas ?? {})),
    behaviors,
    sha256: createHash('sha256').update(text).digest('hex'),
  }
}

function compileDiscovery(raw: RawCredential['discover'], validator: Validator): Discovery | null {
  if (raw === undefined) return null
  return typeof raw === 'string'
    ? { pointer: raw, when: null }
    : { pointer: raw.at, when: compileShape(raw.when, validator) }
}

function compileField(name: string, raw: string | RawField, validator: Validator): Field {
  const field = typeof raw === 'string' ? { at: raw } : raw
  return {
    name,
    pointer: field.at,
    take: field.take === undefined ? null : new RegExp(field.take, 'u'),
    when: field.when === undefined ? null : compileShape(field.when, validator),
    example: field.example ?? null,
    unless: field.unless === undefined ? null : new RegExp(field.unless, 'u'),
    moves: field.moves ?? false,
  }
}

/** The first part of an id says to which suite the behavior belongs. */
const families: Readonly<Record<string, Family>> = {
  envelope: 'envelope',
  message: 'envelope',
  item: 'items',
  scope: 'scope',
  filter: 'filters',
  access: 'errors',
  error: 'errors',
  limit: 'limits',
  open: 'openness',
}

function compileBehavior(contract: RawContract, raw: RawBehavior, validator: Validator): Behavior {
  const base = {
    id: `${contract.provider}.${raw.id}`,
    family: families[raw.id.split('.', 1)[0] ?? ''] ?? 'openness',
    level: raw.level,
    covers: raw.covers,
    title: raw.title,
    needs: raw.needs ?? null,
    optIn: raw['opt-in'] ?? (raw.burst ? '--burst' : null),
    digest: digestOf(raw, contract),
  }
  const expect = [raw.expect ?? []].flat().map((part) => compileExpectation(part, validator))
  if (raw.burst) return { ...base, kind: 'burst', as: raw.burst.as }
  if (raw.on) {
    const shape = raw.when?.item ?? raw.when?.body
    return {
      ...base,
      kind: 'passive',
      on: raw.on,
      when: {
        status: raw.when?.status === undefined ? null : compileStatus(raw.when.status),
        shape: shape === undefined ? null : compileShape(shape, validator),
      },
      expect,
    }
  }
  return compileActive(base, raw, expect, validator)
}

function compileActive(
  base: Pick<
    Behavior,
    'id' | 'family' | 'level' | 'covers' | 'title' | 'needs' | 'optIn' | 'digest'
  >,
  raw: RawBehavior,
  expect: ReturnType<typeof compileExpectation>[],
  validator: Validator,
): Behavior {
  const request = raw.request ?? { as: 'nobody' }
  return {
    ...base,
    kind: 'active',
    forAll: new Map(
      Object.entries(raw['for-all'] ?? {}).map(([name, generator]) => [
        name,
        compileGenerator(generator),
      ]),
    ),
    request: {
      as: compileSender(request.as),
      query: Object.entries(request.query ?? {}).map(([name, value]) => [
        name,
        compileTemplate(value),
      ]),
      headers: Object.entries(request.headers ?? {}),
      repeat: request.repeat ?? 1,
    },
    runs: raw.runs ?? null,
    expect,
    together: raw.together === 'all',
    alternatives: (raw.alternatives ?? []).map(({ words, expect: alternative }) => ({
      words,
      expect: compileExpectation(alternative, validator),
    })),
  }
}
