/** What the operator says of the company, and in which words. Read by everybody, changed by who runs the installation. */
import { type LegalFacts, type LegalPage, type LegalText, type LegalView, legalFacts } from '@recado/contract/legal'
import { LEGAL_PAGES } from '@recado/contract/legal-pages'
import { locale as everyLocale, type Locale } from '@recado/contract/team'
import { requireAbility } from '../platform/access.ts'
import type { Db, TxScope } from '../platform/scope.ts'
import { missingFacts, type Published, standardText } from './page.ts'

export async function readFacts(db: Db): Promise<{ facts: LegalFacts; updatedAt: Date }> {
  const row = await db.selectFrom('legal').select(['facts', 'updated_at']).executeTakeFirstOrThrow()
  return { facts: legalFacts.parse(row.facts), updatedAt: row.updated_at }
}

export async function published(db: Db, page: LegalPage, locale: Locale): Promise<Published> {
  const { facts, updatedAt } = await readFacts(db)
  const own = await db
    .selectFrom('legal_text')
    .select(['body', 'updated_at'])
    .where('page', '=', page)
    .where('locale', '=', locale)
    .executeTakeFirst()
  const text = own?.body ?? standardText(page, locale, facts)
  return {
    page,
    locale,
    text,
    facts,
    updatedAt: own?.updated_at ?? updatedAt,
    isReady: own !== undefined || missingFacts(facts).length === 0,
  }
}

export async function legalOverview(scope: TxScope, publicUrl: string): Promise<LegalView> {
  requireAbility(scope, 'installation.manage')
  const { facts } = await readFacts(scope.db)
  const own = await scope.db.selectFrom('legal_text').selectAll().execute()
  const texts = LEGAL_PAGES.flatMap((page) =>
    everyLocale.options.map((locale): LegalText => {
      const found = own.find((text) => text.page === page && text.locale === locale)
      return { page, locale, body: found?.body ?? standardText(page, locale, facts), isOwn: found !== undefined }
    }),
  )
  return {
    facts,
    missing: missingFacts(facts),
    texts,
    urls: {
      privacy: `${publicUrl}/legal/privacy`,
      terms: `${publicUrl}/legal/terms`,
      'data-deletion': `${publicUrl}/legal/data-deletion`,
      deletionCallback: `${publicUrl}/meta/data-deletion`,
      deauthorizeCallback: `${publicUrl}/meta/deauthorize`,
    },
  }
}

export async function saveFacts(scope: TxScope, facts: LegalFacts): Promise<void> {
  requireAbility(scope, 'installation.manage')
  await scope.db
    .updateTable('legal')
    .set({ facts: JSON.stringify(facts), updated_at: scope.now })
    .execute()
}

export async function saveText(scope: TxScope, page: LegalPage, locale: Locale, body: string | null): Promise<void> {
  requireAbility(scope, 'installation.manage')
  if (body === null) {
    await scope.db.deleteFrom('legal_text').where('page', '=', page).where('locale', '=', locale).execute()
    return
  }
  const values = { body, updated_at: scope.now }
  await scope.db
    .insertInto('legal_text')
    .values({ page, locale, ...values })
    .onConflict((oc) => oc.columns(['page', 'locale']).doUpdateSet(values))
    .execute()
}
