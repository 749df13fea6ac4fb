import type { Translated } from '../areas.ts'
import type words from '../pt-BR/teams.ts'

export default {
  title: 'Teams',
  hint: 'A team takes conversations together. Everybody still sees what they saw before; the team says in which line a conversation waits.',
  make: 'Make a team',
  makeTitle: 'New team',
  edit: 'Change the team {{name}}',
  editTitle: 'Team {{name}}',
  save: 'Save',
  name: 'Name',
  taken: 'There is a team of that name already.',
  color: 'Colour',
  people: 'Who is in it',
  peopleHint: 'A person may be in several teams.',
  mine: 'your team',
  nobody: 'Nobody yet',
  remove: 'Remove the team {{name}}',
  removeTitle: 'Remove the team {{name}}?',
  removeBody: 'Its conversations are left without a team and stay with whoever answers them. This cannot be undone.',
  empty: {
    title: 'No team yet',
    body: 'Make one to keep lines apart, such as sales and billing. Then say, on each number, which team its conversations go to.',
    ask: 'Whoever manages the workspace makes teams.',
  },
  none: 'No team',
  move: 'Team: {{name}}. Move to another',
} satisfies Translated<typeof words>
