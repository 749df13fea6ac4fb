import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../ui/Page.tsx'
import classes from './HelpPage.module.css'
import { paragraphs } from './paragraphs.ts'

/** In the order of somebody's first day. The ids are addresses: other pages point at them. */
const SECTIONS = [
  'start',
  'inbox',
  'window',
  'files',
  'contacts',
  'search',
  'templates',
  'sandbox',
  'road',
  'signup',
  'connect',
  'doctor',
  'people',
  'keyboard',
  'alerts',
  'safety',
  'notYet',
] as const

export default function HelpPage() {
  const { t } = useTranslation('help')
  useScrollToHash()
  return (
    <Page title={t('title')} actions={<a href="/docs">{t('api')}</a>}>
      <div className={classes.columns}>
        <article className={classes.article}>
          {SECTIONS.map((section) => (
            <section key={section} id={section} tabIndex={-1} className={classes.section}>
              <h2>{t(`${section}.title`)}</h2>
              <Body text={t(`${section}.body`)} />
            </section>
          ))}
        </article>
        <nav className={classes.contents} aria-labelledby="contents">
          <h2 id="contents">{t('contents')}</h2>
          <ul>
            {SECTIONS.map((section) => (
              <li key={section}>
                <a href={`#${section}`}>{t(`${section}.title`)}</a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </Page>
  )
}

function Body({ text }: { text: string }) {
  return paragraphs(text).map((part) =>
    typeof part === 'string' ? (
      <p key={part}>{part}</p>
    ) : (
      <ul key={part.items[0]} className={classes.items}>
        {part.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    ),
  )
}

/** The page is fetched after the address is read, so the browser has nothing to scroll to yet when it looks. */
function useScrollToHash(): void {
  const { hash } = useLocation()
  useEffect(() => {
    if (hash === '') return
    const section = document.getElementById(hash)
    section?.scrollIntoView()
    section?.focus({ preventScroll: true })
  }, [hash])
}
