/** The public names of the core, listed by hand: what is not listed is internal. */

// Instants and points in time
export {
  INSTANT_FORM,
  type Instant,
  type InstantText,
  instantOf,
  instantOfMs,
  isInstantText,
  msOf,
  textOf,
} from './time/instant.js'
export type { AsOf, Clock, Known } from './time/as-of.js'
export { type ResolvedWallClock, resolveWallClock, type WallClock } from './time/wall-clock.js'

// Entries
export {
  ENTRY_TYPES,
  type Entry,
  type EntryInput,
  type EntryOf,
  type EntryType,
  parseEntry,
} from './entry/entry.js'
export { msOfEntryInstant, type EntryInstant } from './entry/field.js'
export { canonicalText, digestOf, sha256Of } from './entry/canonical.js'
export { type FlaggedIdentifier, flagged, isWellFormedIdentifier } from './entry/check-digit.js'
export { type Activity, ACTIVITIES, type Authorizes } from './entry/license.js'
export type { Json } from './entry/log-keeping.js'
export { explainProblem, type Problem, show } from './entry/problem.js'
export {
  EXPOSURE_BASES,
  type Exposure,
  IDENTIFIER_SCHEMES,
  type Identifier,
  type IdentifierScheme,
  SECURITY_KINDS,
  type SecurityKind,
} from './entry/reference.js'
export { targetsOf } from './entry/targets.js'

// What is visible
export { visibleOf } from './force/visible.js'

// The log
export type {
  AbortSignalLike,
  Appended,
  AppendOptions,
  CopyTarget,
  EventLog,
  Followed,
  FollowOptions,
  ReadRange,
  Timer,
} from './log/event-log.js'
export {
  type AppendFailure,
  type EntryInvalid,
  explainFailure,
  type IdConflict,
  type LogClosed,
  type LogCorrupt,
  LogError,
  type LogFailure,
  type LogUnavailable,
  type OutcomeUnknown,
  type ReadFailure,
  type RecordConflict,
  type RecordedEarlier,
  type Refusal,
  type SizeConflict,
  type TargetUnknown,
  type TargetUnsuitable,
} from './log/failure.js'
export {
  type AppendPlan,
  type Before,
  EMPTY_LOG,
  idsToLookUp,
  planAppend,
  type Present,
  type Stamped,
} from './log/plan-append.js'
export { MAX_ENTRY_BYTES, type Prepared, prepareAll, prepareRecorded } from './log/prepare.js'
export type { EntryRef, Recorded } from './log/recorded.js'
export { recordedAsWritten, recordedOf, type Stored } from './log/stored.js'

// Status
export type { Listing, PartyInjunction } from './status/listing.js'
export type { LicenseInForce } from './status/license.js'
export { MILESTONES, type Milestone, type Milestones } from './status/schedule.js'
export {
  BANS,
  type Ban,
  SELL_BANS,
  type SellBan,
  STANDINGS,
  type Standing,
  VIAS,
  type Via,
} from './status/standing.js'
export {
  type ListingJson,
  listingJson,
  type MilestonesJson,
  type Status,
  type StatusJson,
} from './status/status.js'
export type { Scope, Subject } from './status/subject.js'
export { type StatusInterval, type StatusIntervalJson, statusIntervalJson } from './status/timeline.js'
export type { Change, Difference, KnownTimeline } from './status/history.js'

// Decisions
export type { Asked } from './decision/decide.js'
export {
  type AsOfJson,
  type Decision,
  ENGINE,
  type RulesetAsked,
  type Unreadable,
} from './decision/decision.js'
export { type FactName, JOINT_FACTS, LISTING_FACTS, ORDER_FACTS } from './decision/fact.js'
export type { Entity } from './decision/instrument.js'
export { instrumentNamed, type InstrumentName } from './decision/read-instrument.js'
export {
  type IdentifiedInstrument,
  type Instrument,
  type IssuerInstrument,
  type Order,
  type OrderInput,
  type OrderJson,
  orderJson,
  parseOrder,
  type Person,
  PURPOSES,
  type Purpose,
} from './decision/order.js'
export type { Reason } from './decision/reason.js'
export {
  type CompiledEvaluation,
  type EncodedFacts,
  type EncodeFacts,
  type Facts,
  type FactValue,
  type LoadRuleset,
  OUTCOMES,
  type Outcome,
  type Ruleset,
  type RulesetRefused,
  type Rulesets,
  type SpokenRule,
  type Verdict,
} from './decision/ruleset.js'

// The record, and golden cases
export { indexedRecordOf } from './compiled/indexed-record.js'
export type { LawRecord, RecordOptions } from './record/law-record.js'
export { recordOf } from './record/record-of.js'
export { type OpenRecordOptions, openRecord, readAll, readRecord } from './record/open-record.js'
export { type CaseFile, type DecisionCase, parseCaseFile, type StatusCase } from './cases/case-file.js'
export { type CaseResult, type CaseRun, type Evaluate, recordEntries, runCases } from './cases/run-cases.js'

// The gate
export { type Gate, type GateOptions, liveGate, openGate, type ScreeningAt } from './gate/gate.js'
export type { Checker } from './gate/checker.js'
export type { WhatIf } from './gate/what-if.js'
export type { ChangedDecision } from './gate/changed.js'
export { explainStatus, type FollowerStatus, type FollowerState } from './gate/follower.js'
export type { Position, Screening } from './gate/position.js'
export { GROUPS, type Group } from './gate/placing.js'
export type { Positions, ScreenResult, ScreenRows } from './gate/screen.js'
export type { ScreenRow } from './gate/screen-row.js'
export type { ScreenSummary } from './gate/screen-summary.js'
