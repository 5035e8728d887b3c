/** The words of the help: the story, and an example for each command. */
import { GROUP_MEANING, GROUPS_FOR_PEOPLE } from './render/screen-words.js'

/** What the command is for, in two lines. */
export const STORY = `The law as a log: may a U.S. person buy this, at any two points in time?
By what was in force at one moment, as known at another; why, and until when.`

const DATA = 'examples/data/us-investment-bans.jsonl'

const GROUPS = GROUPS_FOR_PEOPLE.map((group) => `  ${group.padEnd(11)}${GROUP_MEANING[group]}`).join('\n')

/** By command; `vacatur` is the whole. */
export const EXAMPLES = {
  vacatur: `  vacatur demo
  vacatur init --log sqlite:law.db
  vacatur append ${DATA} --log sqlite:law.db
  vacatur timeline xiaomi --log sqlite:law.db
  vacatur check --log sqlite:law.db --isin KYG9830T1067 --activity buy --us-person

Exit codes: 0 done, or permit; 1 a check failed; 3 deny; 4 review; 5 undetermined;
64 bad usage; 65 bad input; 69 log unavailable; 70 a bug; 74 output lost.`,
  demo: `  vacatur demo

With --json its four decisions, one a line.`,
  init: '  vacatur init --log sqlite:law.db',
  append: `  vacatur append ${DATA} --log sqlite:law.db`,
  status: `  vacatur status xiaomi --log sqlite:law.db --program us-ccmc \\
    --valid-at 2021-03-16T14:00:00.000Z --known-at 2021-03-13T12:00:00.000Z --clock published

As JSON it is one status where --program is stated, and a list of them where it is not.`,
  timeline: `  vacatur timeline xiaomi --log sqlite:law.db --clock published \\
    --known-at "2021-03-13T08:00[America/New_York]"`,
  history: '  vacatur history xiaomi --log sqlite:law.db --program us-ccmc --clock published',
  diff: `  vacatur diff xiaomi --log sqlite:law.db --program us-ccmc --clock published \\
    --before-at 2021-03-11T20:00:00.000Z --after-at 2021-03-13T12:00:00.000Z`,
  check: `  vacatur check --log sqlite:law.db --isin KYG9830T1067 --activity buy --us-person \\
    --traded-at "2021-03-16T10:00[America/New_York]" \\
    --clock published --known-at 2021-03-11T20:00:00.000Z
  vacatur check --log sqlite:law.db --orders orders.jsonl --json
  echo '{ "activity": "sell", "purpose": "divest", "instrument": { "isin": "KYG9830T1067" },
          "person": { "usPerson": true }, "tradedAt": "2021-03-16T14:00:00.000Z" }' |
    vacatur check --log sqlite:law.db --order -

Exit codes: 0 permit; 3 deny; 4 review; 5 undetermined; of many, the strictest.`,
  watch: `  vacatur watch --log sqlite:law.db
  vacatur watch --log sqlite:law.db --from 0 --json

With --json a line an entry, and a line each time that the log goes stale or is back.`,
  screen: `  vacatur screen portfolio.csv --log sqlite:law.db --us-person
  vacatur screen export.csv --log sqlite:law.db --us-person --delimiter ";" \\
    --column isin=ISIN_CODE --column quantity=Nominal --zone Europe/Berlin \\
    --ahead 180 --ics deadlines.ics
  vacatur screen - --log sqlite:law.db --us-person --csv < portfolio.csv > screened.csv

A row with several identifiers is asked about by one that the log knows. Where those
that it knows name different securities, and where a row names nothing or has a date that
is none, the row is undetermined, a warning says why, and the rest goes on.

Each position falls in one group:
${GROUPS}

With --csv vacatur_outcome and _code are the answer, _group is as above, _deadline the end of
the window to divest, _next the first change within the days ahead; _entity, _program,
_listing and _standing are of the listing that puts it there. With --json a line a position,
then one with the summary. Exit codes as those of check: of all positions, the strictest.`,
  copy: `  vacatur copy --from sqlite:law.db --to 'postgres://desk@db.example/compliance?log=main'

What is there already is compared and left: a copy that was cut off goes on when it is started again.`,
  cases: `  vacatur cases test/scenario --engine both
  vacatur cases test/scenario --evaluator reference`,
} as const
