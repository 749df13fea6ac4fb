import type { Translated } from '../areas.ts'
import type source from '../pt-BR/numberStarters.ts'

export default {
  failed: 'No se pudieron leer los comienzos de conversación',
  prompts: {
    title: 'Preguntas para empezar',
    hint: 'Aparecen en la conversación aún vacía. Un toque envía la pregunta.',
    one: 'Pregunta {{nth, number}}',
    add: 'Añadir pregunta',
    remove: 'Quitar la pregunta {{nth, number}}',
    left: 'Quedan {{count, number}}',
    none: 'Ninguna pregunta. La conversación empieza en blanco.',
  },
  commands: {
    title: 'Comandos',
    hint: 'La lista que aparece cuando el cliente escribe una barra.',
    name: 'Comando {{nth, number}}',
    about: 'Qué hace',
    add: 'Añadir comando',
    remove: 'Quitar el comando {{nth, number}}',
    none: 'Ningún comando.',
  },
  problem: {
    empty: 'Escriba la pregunta o quite la línea.',
    long: 'Demasiado larga.',
    emoji: 'Meta no acepta emoji aquí.',
    twice: 'Ya existe una igual.',
    name: 'Solo minúsculas sin acento, números y guion bajo, hasta 32.',
    hint: 'Diga qué hace, con hasta 256 caracteres y sin emoji.',
  },
  save: 'Guardar',
  saved: 'Comienzos de conversación guardados',
  preview: 'Cómo lo ve el cliente',
  previewEmpty: 'Al abrir la conversación por primera vez, el cliente no ve nada más que el campo de escribir.',
  type: 'Mensaje',
  welcome: 'Meta retiró el mensaje de bienvenida automático en marzo de 2026. La respuesta automática fuera de horario está en “Atención”.',
} satisfies Translated<typeof source>
