/** Copying logs: its public names. */
export {
  copyLog,
  type Copied,
  type CopyDiffers,
  type CopyFailure,
  type CopyOptions,
  type CopyProgress,
  explainCopyFailure,
} from './copy.js'
