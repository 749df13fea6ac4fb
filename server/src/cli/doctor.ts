/** `doctor`: what is wrong with this installation, and how to mend it. */

import { CHECKS, type Finding } from './checks.ts'
import { command } from './command.ts'

const MARK = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' } as const

export const doctor = command({
  name: 'doctor',
  usage: '[--json]',
  summary: 'Check database, disk, clock, secrets, Meta app and webhooks; say what is wrong and the mend',
  help: `  --json   one JSON object: {findings: [{check, state, says, mend}]}; state is ok, warning or problem

Ends with exit code 1 when something is a problem.`,
  options: { json: { type: 'boolean' } },
  run: async ({ values }, context) => {
    const findings = await context.withParts(async (parts) => {
      const found: Finding[] = []
      for (const check of CHECKS) found.push(...(await check(parts, context)))
      return found
    })
    if (values.json === true) context.print(JSON.stringify({ findings }))
    else
      for (const { check, state, says, mend } of findings)
        context.print(`${MARK[state]}  ${check}: ${says}${mend === null ? '' : `\n         → ${mend}`}`)
    if (findings.some(({ state }) => state === 'problem')) process.exitCode = 1
  },
})
