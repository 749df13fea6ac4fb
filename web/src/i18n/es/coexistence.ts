import type { Translated } from '../areas.ts'
import type pt from '../pt-BR/coexistence.ts'

export default {
  title: 'WhatsApp Business en el teléfono',
  hint: 'Este número sigue en la aplicación y también se atiende aquí.',
  contacts: 'Contactos',
  history: 'Historial',
  state: {
    due: 'Aún no pedido',
    asking: 'Pidiendo',
    requested: 'Pedido, aún no llegó nada',
    received: 'Llegando',
    done: 'Recibido',
    declined: 'No compartido',
    failed: 'No funcionó',
    missed: 'Plazo perdido',
  },
  dueNote: 'Meta acepta el pedido una sola vez, dentro del plazo.',
  requestedNote: 'Meta aceptó el pedido {{when}}. Deje el teléfono encendido, con internet y la aplicación abierta; puede tardar horas.',
  silentNote:
    'Meta aceptó el pedido {{when}} y no mandó nada. Sucede: abra la aplicación en el teléfono. Si no llega nada, solo queda desconectar y conectar de nuevo.',
  contactsDone_one: '{{count, number}} contacto nuevo.',
  contactsDone_other: '{{count, number}} contactos nuevos.',
  messages_one: '{{count, number}} mensaje guardado.',
  messages_other: '{{count, number}} mensajes guardados.',
  waiting_one: 'Falta ubicar {{count, number}} parte.',
  waiting_other: 'Falta ubicar {{count, number}} partes.',
  givenUp_one: '{{count, number}} parte no se pudo leer y se dejó de lado.',
  givenUp_other: '{{count, number}} partes no se pudieron leer y se dejaron de lado.',
  declinedNote:
    'En el teléfono, quien conectó eligió no compartir los chats. Para traerlos, desconecte en la aplicación y conecte de nuevo, aceptando.',
  missedNote: 'El pedido vale solo en las primeras 24 horas. Para traer el pasado, desconecte en la aplicación y conecte de nuevo.',
  problem: {
    asked_before:
      'Meta dice que ya se había pedido, quizá por otro proveedor. Si no llega nada, desconecte en la aplicación y conecte de nuevo.',
    too_late: 'Meta dice que pasó el plazo de 24 horas. Para traer el pasado, desconecte en la aplicación y conecte de nuevo.',
    refused: 'Meta rechazó el pedido. Vea la salud del número y pida de nuevo.',
    busy: 'Meta no respondió. Pida de nuevo en unos instantes.',
  },
  deadline: 'Plazo para pedir',
  left: 'faltan {{time}}, hasta {{until}}',
  over: 'terminó el {{until}}',
  request: 'Número del pedido en Meta',
  ask: 'Pedir ahora',
  progress: 'Historial recibido del teléfono',
  phase: {
    day: 'Último día',
    quarter: 'Hasta 90 días',
    half: 'Hasta 180 días',
  },
  phaseOf: '{{phase}}: {{progress, number}} %',
  gone: {
    title: 'El número salió de la plataforma',
    when: '{{when}}. Las conversaciones quedan aquí; el envío se detuvo.',
    byUser: 'Desde el teléfono',
    bySystem: 'Por WhatsApp',
    reason: {
      ACCOUNT_DISCONNECTED: 'Alguien desconectó la plataforma en la aplicación.',
      BUSINESS_DOWNGRADE: 'La cuenta dejó de ser WhatsApp Business en el teléfono.',
      CHANGE_NUMBER: 'El número se cambió en el teléfono.',
      COMPANION_INACTIVITY: 'La plataforma estuvo demasiado tiempo sin usar la conexión.',
      PRIMARY_INACTIVITY: 'La aplicación no se abrió en el teléfono durante unas dos semanas.',
      USER_RE_REGISTERED: 'WhatsApp se registró de nuevo en un teléfono.',
      unknown: 'WhatsApp no dijo por qué.',
    },
    mend: 'Para volver, conecte de nuevo por Meta. Si el teléfono solo se registró de nuevo, WhatsApp suele reconectar por sí mismo.',
  },
  limits: {
    title: 'Qué cambia con la aplicación',
    speed: 'El envío desde aquí queda en 20 mensajes por segundo.',
    open: 'Abra la aplicación en el teléfono al menos cada 13 días, o WhatsApp corta la conexión.',
    groups: 'Los grupos y las llamadas quedan solo en el teléfono.',
    temporary: 'Los mensajes temporales, de una sola vista, las ediciones y las listas de difusión quedan limitados en la aplicación.',
    charges:
      'Lo que se envía desde el teléfono es gratis y no abre la ventana de 24 horas; lo que se envía desde aquí se cobra como siempre.',
    registration: 'El número no se puede registrar ni retirar de Cloud API desde aquí.',
  },
} satisfies Translated<typeof pt>
