import words from '@recado/contract/doctor-words/es'
import type { Translated } from '../areas.ts'
import type source from '../pt-BR/doctor.ts'

export default {
  ...words,
  heading: 'Diagnóstico',
  hint: 'Todo lo que tiene que estar bien para que este número funcione, preguntado a Meta ahora.',
  hintAccount: 'Todo lo que tiene que estar bien para que esta cuenta funcione, preguntado a Meta ahora.',
  area: {
    token: 'Token de acceso',
    account: 'Cuenta de WhatsApp',
    number: 'Número',
    app: 'Aplicación en Meta',
    server: 'Este servidor, visto desde fuera',
  },
  state: { good: 'Bien', warning: 'Atención', broken: 'Roto', unknown: 'No se sabe' },
  checking: 'Comprobando: {{done, number}} de {{total, number}}',
  result: {
    fine: 'Todo bien',
    broken_one: '{{count, number}} cosa rota',
    broken_other: '{{count, number}} cosas rotas',
    warning_one: '{{count, number}} que pide atención',
    warning_other: '{{count, number}} que piden atención',
    unknown_one: '{{count, number}} que no se pudo saber',
    unknown_other: '{{count, number}} que no se pudo saber',
  },
  again: 'Comprobar de nuevo',
  copy: 'Copiar informe',
  copied: 'Informe copiado',
  copyHint: 'Texto simple para soporte, sin tokens ni claves.',
  at: 'comprobado {{when}}',
  whyLabel: 'Por qué importa:',
  todoLabel: 'Qué hacer:',
  failed: 'No se pudo comprobar esta parte',
  mend: {
    webhooks: 'Traer a Recado',
    read: 'Leer el número de nuevo',
    register: 'Registrar con el PIN guardado',
    templates: 'Sincronizar plantillas',
    app: 'Poner la dirección en la aplicación',
  },
  mendOf: '{{mend}}: {{what}}',
  mended: 'Hecho. Comprobando de nuevo.',
  place: { here: 'Ir allí', meta: 'Abrir en Meta' },
  report: {
    title: 'Recado: diagnóstico de {{at}}',
    number: 'Número {{phone}}, ID {{id}}',
    account: 'Cuenta {{name}}, ID {{id}}',
    sandbox: 'Número de prueba del simulador',
  },
} as const satisfies Translated<typeof source>
