import type { Translated } from '../areas.ts'
import type source from '../pt-BR/numberBlocked.ts'

export default {
  title: 'Bloqueados',
  hint: 'Quien está en esta lista no escribe ni llama a este número, y no recibe nada de él. La lista es de Meta, leída ahora; los contactos la siguen.',
  rules:
    'Meta solo deja bloquear a quien escribió en las últimas 24 horas, y guarda hasta 64 mil personas por número. Desbloquear se puede siempre.',
  failed: 'No se pudo leer quién está bloqueado',
  count_one: '{{count, number}} persona',
  count_other: '{{count, number}} personas',
  emptyTitle: 'Nadie bloqueado',
  empty: 'Para bloquear a alguien, busque el contacto abajo o abra su ficha.',
  unknown: 'No está en los contactos',
  more: 'Mostrar más',
  unblock: 'Desbloquear',
  unblockOf: 'Desbloquear a {{who}}',
  unblocked: '{{who}} desbloqueado',
  find: 'Bloquear a alguien',
  findHint: 'Nombre o teléfono de un contacto.',
  none: 'Ningún contacto así.',
  block: 'Bloquear',
  blockOf: 'Bloquear a {{who}}',
  blocked: '{{who}} bloqueado',
  refusedWindow: 'Meta no bloqueó a {{who}}: solo a quien escribió a este número en las últimas 24 horas.',
  refused: 'Meta rechazó a {{who}}: “{{words}}”',
} satisfies Translated<typeof source>
