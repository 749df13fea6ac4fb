import words from '@recado/contract/road-words/en'
import type { Translated } from '../areas.ts'
import type source from '../pt-BR/roadCodes.ts'

export default words satisfies Translated<typeof source>
