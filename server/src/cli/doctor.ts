/** `doctor`: what is wrong with this installation, and how to mend it. */

import { CHECKS, type Finding } from './checks.ts'
import { command, Misuse } from './command.ts'
import { type Examined, examineNumbers, linesOf } from './doctor-numbers.ts'

const MARK = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' } as const

export const doctor = command({
  name: 'doctor',
  usage: '[--number ID | --all-numbers] [--json]',
  summary: 'Check database, disk, clock, secrets, Meta app and webhooks, and numbers live at Meta; say what is wrong and the mend',
  help: `  --number ID     also examine one number or account, live, by Meta's id of it: what the Doctor page shows
  --all-numbers   also examine every number
  --json          one JSON object: {findings: [{check, state, says, mend}], numbers: [{subject, items}]}; a finding's state is
                  ok, warning or problem, an item's good, warning, broken or unknown

Ends with exit code 1 when something is a problem or broken.`,
  options: { json: { type: 'boolean' }, number: { type: 'string' }, 'all-numbers': { type: 'boolean' } },
  run: async ({ values }, context) => {
    const { number = null, 'all-numbers': all = false } = values
    if (number !== null && all) throw new Misuse('--number and --all-numbers cannot be given together')
    const { findings, numbers } = await context.withParts(async (parts) => {
      const found: Finding[] = []
      for (const check of CHECKS) found.push(...(await check(parts, context)))
      const examined: Examined[] = number !== null || all ? await examineNumbers(parts, context, number) : []
      return { findings: found, numbers: examined }
    })
    if (values.json === true) context.print(JSON.stringify({ findings, numbers }))
    else {
      for (const { check, state, says, mend } of findings)
        context.print(`${MARK[state]}  ${check}: ${says}${mend === null ? '' : `\n         → ${mend}`}`)
      for (const line of numbers.flatMap(linesOf)) context.print(line)
    }
    const isBad =
      findings.some(({ state }) => state === 'problem') || numbers.some(({ items }) => items.some(({ state }) => state === 'broken'))
    if (isBad) process.exitCode = 1
  },
})
