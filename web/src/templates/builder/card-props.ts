import type { TemplateDraft } from '@recado/contract/template-draft/draft'
import type { ProblemAt } from './use-problems.ts'

/** What every card of the builder works on. */
export interface CardProps {
  draft: TemplateDraft
  change(part: Partial<TemplateDraft>): void
  problemAt: ProblemAt
}
