import kind from '@recado/contract/alert-words/es'
import type { Translated } from '../areas.ts'
import type source from '../pt-BR/alerts.ts'

export default {
  title: 'Avisos',
  hint: 'Lo que Meta cambió o rechazó, de principio a fin.',
  open: 'Abiertos',
  past: 'Pasados',
  none: 'Nada abierto',
  noneBody: 'Cuando Meta cambie o rechace algo, aparece aquí, en la campana y por correo a quienes administran.',
  nonePast: 'Ningún aviso todavía.',
  since: 'desde {{when}}',
  ended: 'terminó {{when}}',
  endedBy: 'resuelto por {{who}} {{when}}',
  resolve: 'Marcar como resuelto',
  resolveOf: 'Marcar como resuelto: {{title}}',
  quota: 'Cupo de clientes nuevos en Meta',
  again: 'Autorizar de nuevo',
  seeNumber: 'Ver número',
  more: 'Mostrar más',
  failed: 'No se pudieron leer los avisos',
  kind,
} satisfies Translated<typeof source>
