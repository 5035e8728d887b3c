/** JSON Schema of ruleset documents, generated from the schema that checks them, so that editors complete and check them too. */
import * as z from 'zod'
import type { Vocabulary } from '../fact/declaration.js'
import { ORDER } from '../fact/order-vocabulary.js'
import { factName, rulesetDocument } from './schema.js'

/** The names of facts, and their first parts, which a path completes. */
const namesOf = ({ facts }: Vocabulary): readonly string[] => [
  ...new Set(Object.keys(facts).flatMap((name) => [name, name.split('.')[0] ?? name])),
]

/** JSON Schema (draft 2020-12) of a ruleset document on a vocabulary, by default that of orders. */
export const rulesetJsonSchema = (vocabulary: Vocabulary = ORDER): object => ({
  title: 'A ruleset',
  ...z.toJSONSchema(rulesetDocument, {
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === factName) jsonSchema.enum = [...namesOf(vocabulary)]
    },
  }),
})
