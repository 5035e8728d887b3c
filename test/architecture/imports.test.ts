/** Import directions: with the flow of the law inside core, and never from the inside out. */
import { describe, expect, it } from 'vitest'
import { importsOf, type Source, sourcesOf, targetOf } from './sources.js'

/** The folders of core; a folder may import from those before it. */
const CORE_ORDER = [
  'time',
  'entry',
  'log',
  'force',
  'status',
  'decision',
  'record',
  'cases',
  'compiled',
  'gate',
  'oracle',
]

const PURE_LIBRARIES = ['zod', 'fp-ts', '@noble/hashes', 'temporal-polyfill']

const isRelative = (specifier: string): boolean => specifier.startsWith('.')

/** `@noble/hashes/sha2.js` → `@noble/hashes` */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** `packages/core/src/time/instant.ts` → `time`; a file directly in src has none. */
const folderOf = (path: string): string | undefined => {
  const parts = path.split('/')
  return parts.length > 4 ? parts[3] : undefined
}

const importsWhere = (
  sources: readonly Source[],
  isWrong: (source: Source, specifier: string) => boolean,
): readonly string[] =>
  sources.flatMap((source) =>
    importsOf(source)
      .filter((specifier) => isWrong(source, specifier))
      .map((specifier) => `${source.path} imports ${specifier}`),
  )

const goesAgainstTheOrder = (source: Source, specifier: string): boolean => {
  const from = folderOf(source.path)
  if (from === undefined || !isRelative(specifier)) return false
  const to = folderOf(targetOf(source, specifier))
  return to === undefined || CORE_ORDER.indexOf(to) > CORE_ORDER.indexOf(from)
}

const isSidewaysInAdapters = (source: Source, specifier: string): boolean => {
  const from = folderOf(source.path)
  if (from === 'cli' || !isRelative(specifier)) return false
  const to = folderOf(targetOf(source, specifier))
  return to !== from && to !== 'shared' && to !== 'clock'
}

const leavesItsPackage = (source: Source, specifier: string): boolean => {
  const home = source.path.split('/').slice(0, 3).join('/')
  return isRelative(specifier) && !targetOf(source, specifier).startsWith(`${home}/`)
}

describe('imports of core', () => {
  const sources = sourcesOf('core')

  it('name only its own files and pure libraries', () => {
    const isForeign = (_: Source, specifier: string) =>
      !isRelative(specifier) && !PURE_LIBRARIES.includes(packageOf(specifier))
    expect(importsWhere(sources, isForeign)).toEqual([])
  })

  it(`come from the same folder or one before it in ${CORE_ORDER.join(', ')}`, () => {
    expect(importsWhere(sources, goesAgainstTheOrder)).toEqual([])
  })

  it('are judged for every folder: each has its place in the order', () => {
    const folders = new Set(sources.flatMap(({ path }) => folderOf(path) ?? []))
    expect([...folders].filter((folder) => !CORE_ORDER.includes(folder))).toEqual([])
  })
})

describe('imports of rules', () => {
  const sources = sourcesOf('rules')

  it('name core by its public name, and nothing of the adapters or of Node', () => {
    const isWrong = (_: Source, specifier: string) =>
      specifier.startsWith('node:') || (specifier.startsWith('@vacatur/') && specifier !== '@vacatur/core')
    expect(importsWhere(sources, isWrong)).toEqual([])
  })

  it('name json-rules-engine nowhere but in reference', () => {
    const isWrong = (source: Source, specifier: string) =>
      packageOf(specifier) === 'json-rules-engine' && folderOf(source.path) !== 'reference'
    const everything = [...sources, ...sourcesOf('core'), ...sourcesOf('adapters')]
    expect(importsWhere(everything, isWrong)).toEqual([])
  })

  it('reach reference from nowhere else in rules, so that it loads only when asked for', () => {
    const isWrong = (source: Source, specifier: string) =>
      isRelative(specifier) &&
      folderOf(source.path) !== 'reference' &&
      folderOf(targetOf(source, specifier)) === 'reference'
    expect(importsWhere(sources, isWrong)).toEqual([])
  })
})

describe('imports of adapters', () => {
  it('never go from one adapter to another but for the clock; the command line may use them all', () => {
    expect(importsWhere(sourcesOf('adapters'), isSidewaysInAdapters)).toEqual([])
  })
})

/** The first circle of relative imports, types among them; undefined where there is none. */
const circleIn = (sources: readonly Source[]): readonly string[] | undefined => {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const cleared = new Set<string>()
  const from = (path: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path]
    const source = byPath.get(path)
    if (source === undefined || cleared.has(path)) return undefined
    for (const specifier of importsOf(source).filter(isRelative)) {
      const circle = from(targetOf(source, specifier), [...way, path])
      if (circle !== undefined) return circle
    }
    cleared.add(path)
    return undefined
  }
  for (const { path } of sources) {
    const circle = from(path, [])
    if (circle !== undefined) return circle
  }
  return undefined
}

describe('relative imports', () => {
  it.each(['core', 'rules', 'adapters'] as const)('of %s go in no circle', (name) => {
    expect(circleIn(sourcesOf(name))).toBeUndefined()
  })

  it('stay inside their package', () => {
    const everything = [...sourcesOf('core'), ...sourcesOf('rules'), ...sourcesOf('adapters')]
    expect(importsWhere(everything, leavesItsPackage)).toEqual([])
  })
})
