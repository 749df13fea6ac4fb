import type { TemplateContent } from '@recado/contract/messages'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'
import { accessTemplate } from './access.ts'
import { type ParameterProblem, parameterProblems, renderTemplate } from './template-parameters.ts'

/** What is stored of a template that is to be sent: Meta's own object, and the words people read. */
export interface FilledTemplate {
  readonly content: Readonly<Record<string, unknown>>
  readonly text: string
  /** template.id */
  readonly templateId: string
}

/** Refuses here and now what Meta would refuse later, naming what is missing. @param waba waba.id of the number that sends */
export async function fillTemplate(scope: TxScope, waba: string, sent: TemplateContent): Promise<FilledTemplate> {
  const row = await accessTemplate(scope, waba, sent.name, sent.language.code)
  const template = { name: row.name, category: row.category, parameterFormat: row.parameter_format, components: row.components }
  const problems = parameterProblems(template, sent)
  if (problems.length > 0) {
    throw new Refusal('template_parameters', `Template "${row.name}": ${problems.map(inWords).join('; ')}`, { problems })
  }
  // Meta's schema of a send demands the policy although its pages call it optional.
  const language = { code: row.language, policy: 'deterministic' }
  return { content: { ...sent, language }, text: renderTemplate(template, sent), templateId: row.id }
}

const WORDS: Readonly<Record<ParameterProblem['problem'], string>> = {
  missing: 'is missing',
  unexpected: 'is not part of this template',
  wrong_type: 'is of the wrong type',
  too_long: 'is too long',
  line_break: 'must not contain line breaks, tabs or more than four spaces in a row',
}

function inWords({ where, name, problem }: ParameterProblem): string {
  return `${where}${name === null ? ' (a parameter)' : ` {{${name}}}`} ${WORDS[problem]}`
}
