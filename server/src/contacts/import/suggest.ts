import type { AttributeView, ImportTarget } from '@recado/contract/contacts'
import { fold } from '../../platform/fold.ts'

/** What people call these columns in our three languages, and in the files that other products write. */
const NAMES: readonly (readonly [Exclude<ImportTarget, `attribute:${string}`>, RegExp])[] = [
  ['phone', /^(telefone|fone|celular|whats ?app|numero|tel|phone|phone number|mobile|cell|telefono|movil|celular 1|phone 1 value|wa id)$/],
  ['name', /^(nome|nome completo|cliente|contato|name|full name|customer|nombre|nombre completo)$/],
  ['email', /^(e ?mail|correo|correo electronico|email address|e mail 1 value)$/],
  ['company', /^(empresa|razao social|company|organization|organizacao|compania)$/],
  ['notes', /^(notas?|observac(ao|oes)|obs|notes?|comments?|comentarios?|observaciones)$/],
  ['language', /^(idioma|lingua|language|locale)$/],
  ['tags', /^(tags?|etiquetas?|marcadores|labels?|grupos?|groups?)$/],
  ['consent', /^(consentimento|opt ?in|aceita marketing|marketing|consent|consentimiento|acepta marketing)$/],
  ['owner', /^(carteira|responsavel|vendedora?|owner|dono|assigned to|vendedor|propietario)$/],
]

/** A target for each column by its title; each is suggested once, and what says nothing is skipped. */
export function suggestTargets(columns: readonly string[], attributes: readonly AttributeView[]): ImportTarget[] {
  const taken = new Set<ImportTarget>()
  return columns.map((column) => {
    const title = fold(column)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
    const attribute = attributes.find(({ name }) => fold(name) === fold(column.trim()))
    const target: ImportTarget = attribute ? `attribute:${attribute.id}` : (NAMES.find(([, names]) => names.test(title))?.[0] ?? 'skip')
    if (taken.has(target)) return 'skip'
    if (target !== 'skip') taken.add(target)
    return target
  })
}
