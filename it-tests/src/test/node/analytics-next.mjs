// Sends the six calls with the browser library, which takes its settings from the gateway, and says how each ended.
//   node analytics-next.mjs URL WRITE_KEY RUN
import { openPage, settingsFrom } from './browser.mjs'
import { calls } from './calls.mjs'

const [url, writeKey, run] = process.argv.slice(2)
const page = await openPage(...settingsFrom(url, writeKey))
for (const [call, { messageId, userId, event, name, groupId, previousId, traits, properties }] of calls(run)) {
  const options = { messageId }
  page.analytics.user().id(userId) // whoever is logged in is whom the calls are about
  switch (call) {
    case 'identify': await page.analytics.identify(userId, traits, options); break
    case 'track': await page.analytics.track(event, properties, options); break
    case 'page': await page.analytics.page(name, properties, options); break
    case 'screen': await page.analytics.screen(name, properties, options); break
    case 'group': await page.analytics.group(groupId, traits, options); break
    case 'alias': await page.analytics.alias(userId, previousId, options); break
  }
}
console.log(JSON.stringify({ succeeded: page.delivered.length, errors: page.said }))
process.exit(page.said.length === 0 ? 0 : 1)
