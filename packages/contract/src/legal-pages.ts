/** Which pages there are, and what none of them can do without. No schema in here: browsers load it. */
import type { LegalFacts } from './legal.ts'

export const LEGAL_PAGES = ['privacy', 'terms', 'data-deletion'] as const

/** Without these no page says what Meta wants to read. */
export const NEEDED_FACTS = ['productName', 'companyName', 'country', 'contactEmail'] as const satisfies readonly (keyof LegalFacts)[]
