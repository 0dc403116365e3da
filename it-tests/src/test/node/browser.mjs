// A page of a shop with @segment/analytics-next in it. jsdom plays the browser: it keeps to CORS, so it asks before it sends.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { JSDOM, VirtualConsole } from 'jsdom'

const main = createRequire(import.meta.url).resolve('@segment/analytics-next')
const bundle = readFileSync(join(dirname(main), '../umd/index.js'), 'utf8')

/** Opens the page and loads the library; the arguments are those of AnalyticsBrowser.load. */
export async function openPage(settings, options) {
  const said = []
  const virtualConsole = new VirtualConsole()
  virtualConsole.on('jsdomError', (error) => said.push(error.message))
  virtualConsole.on('error', (...words) => said.push(words.join(' ')))
  virtualConsole.on('warn', (...words) => said.push(words.join(' ')))
  const page = new JSDOM('<!doctype html><title>Łódź – 東京 – 🎈</title>', { url: 'https://shop.example.com/home?utm_source=news', runScripts: 'outside-only', virtualConsole })
  const delivered = []
  page.window.eval(bundle)
  const [analytics] = await page.window.AnalyticsNext.AnalyticsBrowser.load(settings, options)
  analytics.queue.on('delivery_success', (call) => delivered.push({ type: call.event.type, messageId: call.event.messageId }))
  analytics.queue.on('delivery_failure', (call) => said.push(`${call.event.type} failed`))
  page.window.analytics = analytics
  return {
    analytics,
    /** Runs a script as if the page held it, and waits until the library has reported on every call the script made. */
    async run(script, calls) {
      const before = delivered.length
      page.window.eval(script)
      for (let waited = 0; delivered.length < before + calls && said.length === 0 && waited < 20_000; waited += 20) {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    delivered,
    said,
  }
}

/** How to load the library so that it sends to a gateway without asking Segment's network where to. */
export function straightTo(url, writeKey) {
  const { host, pathname, protocol } = new URL(url)
  const apiHost = `${host}${pathname.replace(/\/$/, '')}/v1`
  return [
    { writeKey, cdnSettings: { integrations: { 'Segment.io': { apiKey: writeKey } } } },
    { integrations: { 'Segment.io': { apiHost, protocol: protocol.replace(':', '') } } },
  ]
}

/** How to load it so that it asks the gateway for its settings, as it otherwise asks Segment's network. */
export function settingsFrom(url, writeKey) {
  return [{ writeKey, cdnURL: url.replace(/\/$/, '') }, {}]
}
