import type { Translated } from '../areas.ts'
import type words from '../pt-BR/teams.ts'

export default {
  title: 'Equipos',
  hint: 'Un equipo recibe conversaciones y las atiende en conjunto. Todos siguen viendo lo que ya veían; el equipo dice en qué cola espera la conversación.',
  make: 'Crear equipo',
  makeTitle: 'Nuevo equipo',
  edit: 'Cambiar el equipo {{name}}',
  editTitle: 'Equipo {{name}}',
  save: 'Guardar',
  name: 'Nombre',
  taken: 'Ya existe un equipo con ese nombre.',
  color: 'Color',
  people: 'Quién está en él',
  peopleHint: 'Una persona puede estar en varios equipos.',
  mine: 'tu equipo',
  nobody: 'Nadie todavía',
  remove: 'Borrar el equipo {{name}}',
  removeTitle: '¿Borrar el equipo {{name}}?',
  removeBody: 'Sus conversaciones quedan sin equipo y siguen con quien las atiende. No se puede deshacer.',
  empty: {
    title: 'Ningún equipo todavía',
    body: 'Crea uno para separar las colas, por ejemplo ventas y cobranza. Después di, en cada número, a qué equipo van las conversaciones.',
    ask: 'Quien administra el espacio crea equipos.',
  },
  none: 'Sin equipo',
  move: 'Equipo: {{name}}. Mover a otro',
} satisfies Translated<typeof words>
