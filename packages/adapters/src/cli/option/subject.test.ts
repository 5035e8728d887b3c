import { describe, expect, it } from 'vitest'
import { nearestTo } from './subject.js'

const ENTITIES = new Map([
  ['xiaomi', ['Xiaomi Corporation']],
  ['smic', ['Semiconductor Manufacturing International Corporation']],
  ['cnooc-limited', ['CNOOC Limited']],
  ['cnooc-group', []],
])

describe('nearestTo', () => {
  it.each([
    ['xiaomy', ['xiaomi']],
    ['cnooc', ['cnooc-group', 'cnooc-limited']],
    ['Semiconductor', ['smic']],
    ['XIAOMI', ['xiaomi']],
    ['something-else-altogether', []],
  ])('of %s is %j', (given, near) => {
    expect(nearestTo(given, ENTITIES)).toEqual(near)
  })
})
