/** Said on the screen and in the e-mail. */
import type { AlertWords } from '../alerts.ts'

export default {
  title: {
    quality_medium: 'Calidad media en {{number}}',
    quality_low: 'Calidad baja en {{number}}',
    limit_raised: 'Límite mayor en la cuenta {{account}}',
    limit_lowered: 'Límite menor en la cuenta {{account}}',
    account_restricted: 'La cuenta {{account}} fue restringida',
    account_violation: 'Meta señaló una infracción en la cuenta {{account}}',
    account_banned: 'La cuenta {{account}} fue desactivada',
    ban_scheduled: 'Meta va a desactivar la cuenta {{account}}',
    name_rejected: 'Nombre rechazado en {{number}}',
    template_paused: 'Plantilla “{{template}}” detenida por Meta',
    payment_missing: 'Falta el pago para {{number}}',
    number_held: 'Envíos detenidos en {{number}}',
    number_missing: 'Meta ya no muestra {{number}}',
    webhooks_elsewhere: 'Los mensajes de {{number}} no llegan aquí',
    webhook_silent: '{{number}} quedó en silencio',
    token_refused: 'Meta rechazó el token de la cuenta {{account}}',
    token_expiring: 'El token de la cuenta {{account}} vence pronto',
    token_lacks_permission: 'Al token de la cuenta {{account}} le falta permiso',
    meta_notice: 'Aviso de Meta sobre la cuenta {{account}}',
  },
  body: {
    quality_medium: 'Algunas personas bloquearon o denunciaron lo que llega de este número.',
    quality_low: 'Muchas personas bloquearon o denunciaron lo que llega de este número.',
    limit_raised: 'Meta aumentó el límite de la empresa de {{from}} a {{to}} personas en 24 h.',
    limit_lowered: 'Meta redujo el límite de la empresa de {{from}} a {{to}} personas en 24 h.',
    account_restricted: 'Meta le quitó a esta cuenta, por un tiempo: {{what}}. Hasta: {{until}}.',
    account_violation: 'Motivo dado por Meta: {{what}}.',
    account_banned: 'Nada sale por {{number}}. Los mensajes quedan en la cola.',
    ban_scheduled: 'Fecha fijada por Meta: {{until}}. Hasta entonces los envíos siguen.',
    name_rejected: 'Meta no aceptó “{{name}}”. Motivo: {{reason}}.',
    template_paused: 'Estado: {{state}}. Los mensajes con esta plantilla no salen.',
    payment_missing: 'Meta no puede cobrar esta cuenta y por eso no entrega. Los mensajes quedan en la cola.',
    number_held: 'Meta se negó a enviar por este número. Los mensajes quedan en la cola.',
    number_missing:
      'La cuenta {{account}} no tiene este número desde {{since}}. Las conversaciones quedan; los mensajes nuevos no entran ni salen.',
    webhooks_elsewhere: 'En Meta, los webhooks de esta cuenta van a otra dirección o la aplicación perdió la suscripción.',
    webhook_silent: 'No llega nada desde {{since}}. En las mismas horas de las últimas semanas llegaban al menos {{usual}} mensajes.',
    token_refused: 'Nada sale por esta cuenta. Los mensajes quedan en la cola.',
    token_expiring: 'Vale hasta {{until}}. Después nada sale por esta cuenta.',
    token_lacks_permission: 'Perdió: {{what}}.',
    meta_notice: '{{what}}',
  },
  mend: {
    quality_medium: 'Revisa las plantillas que más envías y escribe solo a quien lo pidió. La calidad vuelve sola en unos días.',
    quality_low: 'Detén ya los envíos masivos y mira qué plantillas fueron más denunciadas. Si sigue así, Meta restringe la cuenta.',
    limit_raised: 'No hay que hacer nada.',
    limit_lowered: 'Reparte los envíos en varios días y verifica la empresa en Meta si aún no lo hiciste.',
    account_restricted: 'Abre Calidad de la cuenta en el Administrador de WhatsApp para ver el motivo y pedir revisión.',
    account_violation: 'Lee la política citada, corrige lo enviado y pide revisión en Calidad de la cuenta.',
    account_banned: 'Pide revisión en Calidad de la cuenta, en el Administrador de WhatsApp. Cuando Meta la reactive, la cola sale.',
    ban_scheduled: 'Pide revisión ya, en Calidad de la cuenta, y responde lo que Meta pregunte.',
    name_rejected: 'Elige un nombre que aparezca en el sitio de la empresa y pídelo de nuevo. El nombre actual sigue valiendo.',
    template_paused: 'Mejora el texto y el público, o usa otra. Una pausa termina sola; una plantilla desactivada no vuelve.',
    payment_missing:
      'En Facturación, en el Administrador de WhatsApp, agrega un medio de pago válido y acepta los términos. Después, sincroniza el número.',
    number_held: 'Abre el número: ahí está el motivo. Cuando esté arreglado, sincroniza y la cola sale.',
    number_missing:
      'Mira en el Administrador de WhatsApp, en Números de teléfono, si se borró o pasó a otra cuenta. Si pasó, conéctalo de nuevo desde la cuenta nueva.',
    webhooks_elsewhere: 'Abre Webhooks en la página del número y toca “Traer a Recado”. Lo que Meta aún guarda llega después.',
    webhook_silent:
      'Mira en Webhooks, en la página del número, adónde los manda Meta y qué llegó último. Si está bien, revisa el número en WhatsApp.',
    token_refused:
      'Autoriza la cuenta de nuevo en la ventana de Meta, o pega un token nuevo en la página del número. Lo que esperaba sale enseguida.',
    token_expiring:
      'Antes, autoriza la cuenta de nuevo en la ventana de Meta, o pega en la página del número un token sin fecha de vencimiento.',
    token_lacks_permission:
      'Autoriza la cuenta de nuevo en la ventana de Meta con todos los permisos marcados, o pega en la página del número uno con los dos de WhatsApp.',
    meta_notice: 'Mira los detalles en el Administrador de WhatsApp.',
  },
} as const satisfies AlertWords
