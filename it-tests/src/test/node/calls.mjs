// The six calls of Segment's spec, as the arguments of a server library, in the order in which they are to arrive.
const text = 'Łódź – 東京 – 🎈'

export function calls(run) {
  return [
    ['identify', { userId: run, traits: { email: 'node@example.com', city: text, age: 41, vip: true, phone: null } }],
    ['track', { userId: run, event: 'Order Completed', properties: { order_id: 'o-1', revenue: 39.95, note: text, lines: [{ sku: 'A1', qty: 2 }] } }],
    ['page', { userId: run, name: 'Home', properties: { path: '/', title: text } }],
    ['screen', { userId: run, name: 'Settings', properties: { feed: 'private' } }],
    ['group', { userId: 'segmenttest@selligent.com', groupId: 'SegmentToSMCStatic', traits: { matchkey: 'MAIL', method: 'ADD', userlist: 'USERS_SEGMENT' } }],
    ['alias', { userId: run, previousId: `visitor-${run}` }],
  ].map(([call, message]) => [call, { messageId: `${run}-${call}`, ...message }])
}
