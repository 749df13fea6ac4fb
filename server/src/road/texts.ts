/** The descriptions of the two permissions, in the two languages. */
import type { LegalFacts } from '@recado/contract/legal'
import { type Ground, type RoadSettings, type TextLocale, type TextProblem, type TextView, textLocale } from '@recado/contract/road'
import { PERMISSIONS, type Permission } from '@recado/contract/road-items'
import { readFacts } from '../legal/texts.ts'
import type { Db, TxScope } from '../platform/scope.ts'
import { draftText } from './draft-text.ts'
import { accessRoad } from './store.ts'
import { judgeTexts, textProblems } from './text-rules.ts'
import { usesOf } from './uses.ts'
import type { Verdict } from './verdict.ts'

interface Material {
  readonly legal: LegalFacts
  readonly settings: RoadSettings
  readonly routes: ReadonlySet<string>
}

const draftOf = (permission: Permission, locale: TextLocale, { legal, settings, routes }: Material): string =>
  draftText(locale, { permission, legal, facts: settings.facts, uses: usesOf(permission, routes) })

export async function readTexts(db: Db, ground: Ground, material: Material): Promise<TextView[]> {
  const rows = await db.selectFrom('road_text').selectAll().where('ground', '=', ground).execute()
  return PERMISSIONS.flatMap((permission) =>
    textLocale.options.map((locale): TextView => {
      const row = rows.find((each) => each.permission === permission && each.locale === locale)
      const other = rows.find((each) => each.permission !== permission && each.locale === locale)?.body ?? ''
      const { legal, settings, routes } = material
      const body = row?.body ?? ''
      const problems = textProblems({ permission, body, draft: row?.draft ?? '', other, legal, facts: settings.facts, routes })
      return {
        permission,
        locale,
        body,
        draft: draftOf(permission, locale, material),
        problems,
        updatedAt: row?.updated_at.toISOString() ?? null,
      }
    }),
  )
}

/** App Review reads the English one; the Portuguese one counts where it was written. */
export function textVerdict(texts: readonly TextView[], permission: Permission): Verdict {
  const problems = texts
    .filter((text) => text.permission === permission && (text.locale === 'en' || text.body !== ''))
    .flatMap((text): TextProblem[] => text.problems.map((problem) => ({ ...problem, facts: { ...problem.facts, language: text.locale } })))
  return judgeTexts(problems)
}

export async function saveText(
  scope: TxScope,
  ground: Ground,
  text: { readonly permission: Permission; readonly locale: TextLocale; readonly body: string },
  routes: ReadonlySet<string>,
): Promise<TextView[]> {
  const { settings } = await accessRoad(scope, ground)
  const { facts: legal } = await readFacts(scope.db)
  const { permission, locale, body } = text
  const values = { body, draft: draftOf(permission, locale, { legal, settings, routes }), updated_at: scope.now }
  await scope.db
    .insertInto('road_text')
    .values({ ground, permission, locale, ...values })
    .onConflict((oc) => oc.columns(['ground', 'permission', 'locale']).doUpdateSet(values))
    .execute()
  return readTexts(scope.db, ground, { legal, settings, routes })
}

export async function listTexts(scope: TxScope, ground: Ground, routes: ReadonlySet<string>): Promise<TextView[]> {
  const { settings } = await accessRoad(scope, ground)
  const { facts: legal } = await readFacts(scope.db)
  return readTexts(scope.db, ground, { legal, settings, routes })
}
