// Sends the six calls with a version of @segment/analytics-node and says how each ended.
//   node analytics-node.mjs URL WRITE_KEY RUN PACKAGE
// URL is where the gateway answers, with its context root; RUN makes the ids of this run unique; PACKAGE is the name under which
// package.json installs the version.
import { calls } from './calls.mjs'

const [url, writeKey, run, library] = process.argv.slice(2)
const { Analytics } = await import(library)
const { origin, pathname } = new URL(url)
// The library's usual flushAt makes one batch of them: two would be under way at once and could overtake each other.
const analytics = new Analytics({ writeKey, host: origin, path: `${pathname.replace(/\/$/, '')}/v1/batch`, maxRetries: 2 })
const errors = []
let succeeded = 0
analytics.on('error', (error) => errors.push(`${error.code}`))

for (const [call, message] of calls(run)) {
  analytics[call](message, (error) => (error ? errors.push(`${call}: ${error}`) : succeeded++))
}
await analytics.closeAndFlush()
console.log(JSON.stringify({ succeeded, errors }))
process.exit(errors.length === 0 ? 0 : 1)
