/** What the doctor found, in the person's language. A word of a newer server is shown as it is. */
import { DOCTOR_CHECKS, type DoctorCheckId, type DoctorItem, type DoctorView } from '@recado/contract/doctor'
import { todoOf } from '@recado/contract/doctor-todo'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useFindingText } from '../road/finding-text.ts'

const IDS: readonly string[] = Object.values(DOCTOR_CHECKS).flat()
const isCheck = (id: string): id is DoctorCheckId => IDS.includes(id)

export function useDoctorWords() {
  const { t, i18n } = useTranslation(['doctor', 'numbers'])
  const format = useFormat()
  const sayFinding = useFindingText()
  const title = (id: string): string => (isCheck(id) ? t(`title.${id}`) : id)
  /** What only the doctor finds is among its own words, the rest among those of the road; why sending is held, among the number's. */
  const said = ({ code, facts }: DoctorItem): string => {
    if (!i18n.exists(`code.${code}`, { ns: 'doctor' })) return sayFinding({ code, facts })
    const text = t(`code.${code}`, { ...facts, defaultValue: code })
    return code === 'held' ? t(`numbers:held.${facts['because']}`, { defaultValue: text }) : text
  }
  const todo = (item: DoctorItem): string | null => {
    const next = todoOf(item)
    return next === null ? null : t(`todo.${next}`)
  }

  /** For support, as plain text: nothing in it is a secret, because nothing in the findings is. */
  function report(views: readonly DoctorView[]): string {
    const [first] = views
    if (first === undefined) return ''
    const { subject } = first
    const lines = views.flatMap(({ items }) =>
      items.map((item) => {
        const next = todo(item)
        return `[${t(`state.${item.state}`)}] ${title(item.id)}: ${said(item)}${next === null ? '' : `\n    ${t('todoLabel')} ${next}`}`
      }),
    )
    return [
      t('report.title', { at: format.dateTime(first.at) }),
      ...(subject.phone === null ? [] : [t('report.number', { phone: subject.phone, id: subject.phoneNumberId ?? '?' })]),
      t('report.account', { name: subject.wabaName, id: subject.wabaId }),
      ...(subject.kind === 'sandbox' ? [t('report.sandbox')] : []),
      '',
      ...lines,
    ].join('\n')
  }

  return { title, said, todo, why: (id: string) => (isCheck(id) ? t(`why.${id}`) : null), report }
}
