/** SHA-256 by the platform: text in, 64 hexadecimal digits out. */
import * as crypto from 'node:crypto'

type OneShot = (algorithm: string, data: string, encoding: 'hex') => string

const oneShot = (crypto as { readonly hash?: OneShot }).hash

/** SHA-256 of text in UTF-8, as 64 lower-case hexadecimal digits. */
export const sha256Hex: (text: string) => string =
  oneShot === undefined
    ? (text) => crypto.createHash('sha256').update(text).digest('hex')
    : (text) => oneShot('sha256', text, 'hex')
