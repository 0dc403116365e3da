// Sends the six calls of Segment's spec with @segment/analytics-node and says how each ended.
//   node analytics-node.mjs URL WRITE_KEY RUN
// URL is where the gateway answers, with its context root; RUN makes the ids of this run unique.
import { Analytics } from '@segment/analytics-node'

const [url, writeKey, run] = process.argv.slice(2)
const { origin, pathname } = new URL(url)
const analytics = new Analytics({ writeKey, host: origin, path: `${pathname.replace(/\/$/, '')}/v1/batch`, flushAt: 4, maxRetries: 2 })
const errors = []
analytics.on('error', (error) => errors.push(`${error.code}`))

const userId = run
const text = 'Łódź – 東京 – 🎈'
analytics.identify({ userId, messageId: `${run}-identify`, traits: { email: 'node@example.com', city: text, age: 41, vip: true, phone: null } })
analytics.track({ userId, messageId: `${run}-track`, event: 'Order Completed', properties: { order_id: 'o-1', revenue: 39.95, note: text, lines: [{ sku: 'A1', qty: 2 }] } })
analytics.page({ userId, messageId: `${run}-page`, name: 'Home', properties: { path: '/', title: text } })
analytics.screen({ userId, messageId: `${run}-screen`, name: 'Settings', properties: { feed: 'private' } })
analytics.group({ userId: 'segmenttest@selligent.com', messageId: `${run}-group`, groupId: 'SegmentToSMCStatic', traits: { matchkey: 'MAIL', method: 'ADD', userlist: 'USERS_SEGMENT' } })
analytics.alias({ userId, messageId: `${run}-alias`, previousId: `visitor-${run}` })

await analytics.closeAndFlush()
console.log(JSON.stringify({ errors }))
process.exit(errors.length === 0 ? 0 : 1)
