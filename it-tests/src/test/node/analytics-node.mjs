// Sends the six calls of Segment's spec with @segment/analytics-node and says how each ended.
//   node analytics-node.mjs HOST PREFIX WRITE_KEY RUN
// HOST is where the gateway answers, PREFIX its context root ('' or '/smc-plugin'), RUN makes the ids of this run unique.
import { Analytics } from '@segment/analytics-node'

const [host, prefix, writeKey, run] = process.argv.slice(2)
const analytics = new Analytics({ writeKey, host, path: `${prefix}/v1/batch`, flushAt: 4, maxRetries: 2 })
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
