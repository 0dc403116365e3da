// Sends the six calls with the retired analytics-node and says how each ended.
//   node analytics-node-retired.mjs URL WRITE_KEY RUN
import Analytics from 'analytics-node'
import { calls } from './calls.mjs'

const [url, writeKey, run] = process.argv.slice(2)
const { origin, pathname } = new URL(url)
const analytics = new Analytics(writeKey, { host: origin, path: `${pathname.replace(/\/$/, '')}/v1/batch`, retryCount: 2 })
const errors = []
let succeeded = 0

function send([call, message]) {
  return new Promise((resolve) => {
    analytics[call](message, (error) => {
      error ? errors.push(`${call}: ${error.message}`) : succeeded++
      resolve()
    })
  })
}

// The library sends its first event at once and all others as a batch: together they could overtake it.
const [first, ...others] = calls(run)
await send(first)
const sent = Promise.all(others.map(send))
await analytics.flush().catch(() => {}) // each call is told as well
await sent
console.log(JSON.stringify({ succeeded, errors }))
process.exit(errors.length === 0 ? 0 : 1)
