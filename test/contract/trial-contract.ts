/** The contract under trial: what befalls connections and servers and passes costs time, and no entry, no place and no answer. */
import { describe, expect, it } from 'vitest'
import { anEntity } from './entries.js'
import { append, type Harness, heard, heardIds, idsOf, needs, opened } from './harness.js'

const COUNT = 30
const EVERY = 6

/** What a log promises that is disturbed. */
export const trialContract = (harness: Harness): void => {
  const { trials } = harness
  describe('appending and following, while now and then', () => {
    it.for(typeof trials === 'string' ? [] : trials)(
      '$name: each entry is answered, kept and heard once, in order',
      async ({ begin }) => {
        const { location, disturb } = await begin()
        const log = await opened(location)
        const following = heard(await opened(location), {}, (steps) => heardIds(steps).length >= COUNT)
        const places: (number | undefined)[] = []
        for (let number = 0; number < COUNT; number += 1) {
          const answer = append(log, [anEntity(number)])
          if (number % EVERY === EVERY - 1) await disturb()
          places.push((await answer).indexes[0])
          if (number % EVERY === 1) await disturb()
        }
        const ids = places.map((_, place) => `entity/${place}`)
        expect(places).toEqual(ids.map((_, place) => place))
        expect(await idsOf(await opened(location))).toEqual(ids)
        expect(heardIds(await following)).toEqual(ids)
      },
    )
    it('anything of the kind happens', (context) => {
      needs(context, typeof trials === 'string' ? trials : true)
      expect(trials).not.toEqual([])
    })
  })
}
