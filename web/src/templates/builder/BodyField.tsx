import { Button, Textarea, TextInput } from '@mantine/core'
import { type TemplateDraft, variablesIn } from '@recado/contract/template-draft/draft'
import type { Place } from '@recado/contract/template-draft/problem'
import { IconBraces } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Builder.module.css'
import type { ProblemAt } from './use-problems.ts'

interface Written {
  body: string
  samples: Record<string, string>
}

interface Props extends Written {
  label: string
  rows: number
  format: TemplateDraft['parameterFormat']
  place: Place
  samplePlace(name: string): Place
  problemAt: ProblemAt
  change(part: Partial<Written>): void
}

/** Running text with variables, and under it a sample of each. */
export function BodyField({ label, rows, body, samples, format, place, samplePlace, problemAt, change }: Props) {
  const { t } = useTranslation('builder')
  const area = useRef<HTMLTextAreaElement>(null)

  const insert = () => {
    const name = freeName(variablesIn(body), format, t('variable'))
    const [from, to] = [area.current?.selectionStart ?? body.length, area.current?.selectionEnd ?? body.length]
    change({ body: `${body.slice(0, from)}{{${name}}}${body.slice(to)}` })
    const end = from + name.length + 4
    requestAnimationFrame(() => {
      area.current?.focus()
      // A made-up name is selected, so that the real one can be typed over it.
      area.current?.setSelectionRange(format === 'NAMED' ? from + 2 : end, format === 'NAMED' ? end - 2 : end)
    })
  }
  return (
    <>
      <Textarea
        ref={area}
        label={label}
        rows={rows}
        value={body}
        error={problemAt(place)}
        onChange={(event) => change({ body: event.currentTarget.value })}
      />
      <Button
        className={classes.insert ?? ''}
        variant="default"
        size="xs"
        leftSection={<IconBraces size={16} stroke={2} />}
        onClick={insert}
      >
        {t('field.addVariable')}
      </Button>
      {variablesIn(body).map((name) => (
        <TextInput
          key={name}
          label={t('field.sample', { name: `{{${name}}}` })}
          value={samples[name] ?? ''}
          error={problemAt(samplePlace(name))}
          onChange={(event) => change({ samples: { ...samples, [name]: event.currentTarget.value } })}
        />
      ))}
    </>
  )
}

/** The next number, or a name that is not taken. */
function freeName(taken: readonly string[], format: TemplateDraft['parameterFormat'], word: string): string {
  if (format === 'POSITIONAL') return `${taken.length + 1}`
  for (let n = 1; ; n++) {
    const name = n === 1 ? word : `${word}_${n}`
    if (!taken.includes(name)) return name
  }
}
