import type { AssetCompany } from '@recado/contract/assets'
import { IconBuilding } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { StateTag } from '../ui/Notice.tsx'
import classes from './Assets.module.css'
import { companiesQuery } from './queries.ts'

/** The client companies one belongs to: this one first, the others a click away. */
export function Companies() {
  const { t } = useTranslation('assets')
  const companies = useQuery(companiesQuery).data ?? []
  const go = useMutation({
    mutationFn: (workspaceId: string) => api.put('/session/workspace', { workspaceId }),
    // Everything on the page belongs to the other company.
    onSuccess: () => location.assign('/numbers/accounts'),
  })
  if (companies.length === 0) return null
  return (
    <ul className={classes.companies} aria-label={t('companies')}>
      {companies.map((company) => (
        <li key={company.workspaceId}>
          {company.isHere ? (
            <div className={classes.company} data-here="true">
              <Facts company={company} />
            </div>
          ) : (
            <button type="button" className={classes.company} disabled={go.isPending} onClick={() => go.mutate(company.workspaceId)}>
              <Facts company={company} />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

function Facts({ company }: { company: AssetCompany }) {
  const { t } = useTranslation('assets')
  return (
    <>
      <IconBuilding size={20} stroke={1.75} className={classes.icon} aria-hidden="true" />
      <span className={classes.main}>
        <span className={classes.companyName}>{company.name}</span>
        <span className={classes.quiet}>
          {t('accounts', { count: company.accounts })}, {t('numbers', { count: company.numbers })}
        </span>
      </span>
      {company.attention > 0 ? (
        <StateTag tone="warn">{t('attention', { count: company.attention })}</StateTag>
      ) : company.accounts > 0 ? (
        <StateTag tone="ok">{t('allFine')}</StateTag>
      ) : null}
    </>
  )
}
