/** The public pages that Meta asks for, and what the operator says about the company behind them. */
import { z } from 'zod'
import { LEGAL_PAGES } from './legal-pages.ts'
import { locale } from './team.ts'

export const legalPage = z.enum(LEGAL_PAGES)
export type LegalPage = z.infer<typeof legalPage>

const line = z.string().trim().max(300).default('')
/** Everything is optional until it is published: a page says what is missing, and so does the road's check. */
export const legalFacts = z.object({
  /** What the product is called towards clients and Meta. */
  productName: line,
  companyName: line,
  /** CNPJ, NIF, … */
  companyId: line,
  address: line,
  country: line,
  contactEmail: line,
  /** The person responsible for data protection (LGPD: encarregado; GDPR: DPO). */
  privacyContact: line,
  website: line,
  /** Who stores and processes on the company's behalf, one per line. */
  processors: z.string().trim().max(4000).default(''),
  /** Months that messages are kept after a client's contract ends. */
  retentionMonths: z.number().int().min(0).max(120).default(6),
})
export type LegalFacts = z.infer<typeof legalFacts>
/** `#` and `##` headings, `- ` lists, paragraphs; addresses become links. */
const body = z.string().trim().min(1).max(40_000)
export const legalText = z.object({ page: legalPage, locale, body, isOwn: z.boolean() })
export type LegalText = z.infer<typeof legalText>
export const legalView = z.object({
  facts: legalFacts,
  missing: z.array(z.string()),
  texts: z.array(legalText),
  urls: z.object({
    privacy: z.string(),
    terms: z.string(),
    'data-deletion': z.string(),
    deletionCallback: z.string(),
    deauthorizeCallback: z.string(),
  }),
})
export type LegalView = z.infer<typeof legalView>
/** `body: null` takes the operator's wording back, and ours is shown again. */
export const legalTextChange = z.object({ body: body.nullable() })
