import type { Translated } from '../areas.ts'
import type source from '../pt-BR/session.ts'

export default {
  signIn: {
    title: 'Entrar en Recado',
    email: 'Correo',
    password: 'Contraseña',
    submit: 'Entrar',
    noAccount: '¿Sin cuenta? Pide un enlace de invitación a quien administra el espacio.',
    forgot: '¿Olvidaste la contraseña? Solo la cambia quien sabe la actual. Pide una invitación a otro correo.',
    again: 'Entra y volvemos a donde estabas.',
    setupOpen: 'Esta instalación todavía no tiene cuenta. Abre el enlace de un solo uso que apareció en la consola de quien la inició.',
  },
  invite: {
    title: 'Invitación a {{workspace}}',
    from: '{{name}} te invitó como {{role}}.',
    fromNobody: 'Te invitaron como {{role}}.',
    validUntil: 'La invitación vale hasta {{when}}.',
    name: 'Tu nombre',
    nameHint: 'Tus colegas ven este nombre junto a lo que respondes.',
    email: 'Correo',
    password: 'Crea una contraseña',
    submit: 'Crear cuenta y entrar',
    join: 'Entrar en {{workspace}}',
    joinAs: 'Estás en Recado como {{name}} ({{email}}).',
    otherAccount: 'Usar otra cuenta',
    hasAccount: 'Ya existe una cuenta con {{email}}. Entra con ella para aceptar.',
    signInFirst: 'Entrar para aceptar',
    haveAccount: 'Ya tengo cuenta',
    forOther: 'Esta invitación es para {{invited}} y entraste como {{email}}.',
    already: 'Ya estás en {{workspace}}.',
    open: 'Ir a la bandeja',
  },
  expired: {
    title: 'Esta invitación ya no vale',
    body: 'Las invitaciones valen 7 días y una sola vez, y se pueden revocar. Pide una nueva a quien te invitó.',
    signIn: 'Entrar con la cuenta que tengo',
  },
  password: {
    rule: 'Al menos 10 caracteres. Una frase sirve bien.',
    tooShort_one: 'Falta {{count, number}} carácter.',
    tooShort_other: 'Faltan {{count, number}} caracteres.',
  },
  footer: { at: 'Instalación en {{host}}', open: 'Código abierto' },
} satisfies Translated<typeof source>
