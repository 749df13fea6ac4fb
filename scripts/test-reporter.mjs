// Counts what vitest ran, for the closing line of `npm test`. A file that cannot be loaded, or an error outside any test, is a failure too.
import { writeFileSync } from 'node:fs'

/** @implements {import('vitest/node').Reporter} */
export default class CountingReporter {
  /** @param {readonly import('vitest/node').TestModule[]} modules @param {readonly unknown[]} unhandled */
  onTestRunEnd(modules, unhandled) {
    const file = process.env.RECADO_TEST_COUNTS
    if (!file) return
    const counts = { passed: 0, failed: unhandled.length, skipped: /** @type {string[]} */ ([]) }
    for (const module of modules) {
      let failedHere = 0
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') counts.passed++
        else if (result.state === 'skipped') counts.skipped.push(`${test.fullName}: ${result.note ?? reasonInName(test.fullName)}`)
        else failedHere++
      }
      if (failedHere === 0 && module.state() === 'failed') failedHere = 1
      counts.failed += failedHere
    }
    writeFileSync(file, JSON.stringify(counts))
  }
}

/** A suite that is skipped as a whole has its reason in its name: "(skipped where … is absent)". @param {string} name */
const reasonInName = (name) => /\(skipped ([^)]*)\)/.exec(name)?.[1] ?? 'no reason given'
