import type { Translated } from '../areas.ts'
import type source from '../pt-BR/numberService.ts'

export default {
  save: 'Guardar',
  team: {
    title: 'Equipo',
    hint: 'A qué cola va quien escribe a este número. Una conversación que ya tiene equipo se queda con el suyo.',
    label: 'Equipo de las conversaciones nuevas',
    none: 'Ninguno',
    noTeams: 'Este espacio todavía no tiene equipos.',
    toTeams: 'Crear uno en Ajustes',
  },
  hours: {
    title: 'Horario de atención',
    hint: 'Los agentes ven en la conversación cuándo este número está fuera de horario.',
    has: 'Este número tiene horario',
    timeZone: 'Zona horaria',
    closed: 'Cerrado',
    from: '{{day}}: de',
    to: '{{day}}: hasta',
    add: '{{day}}: un período más',
    remove: '{{day}}: quitar el período de las {{from}}',
    order: 'El fin va después del comienzo.',
    overlap: 'Dos períodos se superponen.',
  },
  weekday: {
    monday: 'Lunes',
    tuesday: 'Martes',
    wednesday: 'Miércoles',
    thursday: 'Jueves',
    friday: 'Viernes',
    saturday: 'Sábado',
    sunday: 'Domingo',
  },
  exceptions: {
    title: 'Feriados y días distintos',
    hint: 'En estas fechas valen estos horarios, y no los del día de la semana.',
    date: 'Fecha',
    open: 'Abre ese día',
    add: 'Agregar una fecha',
    remove: 'Quitar la fecha {{date}}',
    twice: 'Esta fecha ya está en la lista.',
  },
  away: {
    title: 'Respuesta fuera de horario',
    hint: 'Va una vez por conversación en cada período cerrado, sola, dentro de la ventana de 24 h. La conversación sigue esperando a alguien.',
    send: 'Responder solo',
    needsHours: 'Solo vale con un horario definido.',
    text: 'Texto de la respuesta',
    sample: '¡Hola! Ahora estamos fuera de horario. Recibimos tu mensaje y respondemos en cuanto abramos.',
  },
  outside: { now: 'fuera de horario', until: 'fuera de horario hasta {{day}} {{time}}' },
} satisfies Translated<typeof source>
