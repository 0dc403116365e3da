// Runs one example of the destination's document, letter by letter, in a page with the browser library.
//   node seed-example.mjs URL WRITE_KEY EXAMPLE
// EXAMPLE is a file with what stands in the document. Prints the calls that the library reports as delivered.
import { readFileSync } from 'node:fs'
import { openPage, straightTo } from './browser.mjs'

const [url, writeKey, example] = process.argv.slice(2)
const page = await openPage(...straightTo(url, writeKey))
await page.run(readFileSync(example, 'utf8'), 1)
console.log(JSON.stringify({ delivered: page.delivered, errors: page.said }))
process.exit(page.said.length === 0 ? 0 : 1)
