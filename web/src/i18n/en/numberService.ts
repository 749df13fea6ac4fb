import type { Translated } from '../areas.ts'
import type source from '../pt-BR/numberService.ts'

export default {
  save: 'Save',
  team: {
    title: 'Team',
    hint: 'Whose line they join who write to this number. A conversation that has a team already keeps it.',
    label: 'Team of new conversations',
    none: 'None',
    noTeams: 'This workspace has no teams yet.',
    toTeams: 'Make one in Settings',
  },
  hours: {
    title: 'Opening hours',
    hint: 'Agents see in the conversation when this number is outside its hours.',
    has: 'This number has hours',
    timeZone: 'Time zone',
    closed: 'Closed',
    from: '{{day}}: from',
    to: '{{day}}: until',
    add: '{{day}}: one more period',
    remove: '{{day}}: remove the period from {{from}}',
    order: 'The end comes after the beginning.',
    overlap: 'Two periods overlap.',
  },
  weekday: {
    monday: 'Monday',
    tuesday: 'Tuesday',
    wednesday: 'Wednesday',
    thursday: 'Thursday',
    friday: 'Friday',
    saturday: 'Saturday',
    sunday: 'Sunday',
  },
  exceptions: {
    title: 'Holidays and other days',
    hint: 'On these dates these hours hold, and not those of the weekday.',
    date: 'Date',
    open: 'Open on this day',
    add: 'Add a date',
    remove: 'Remove the date {{date}}',
    twice: 'This date is in the list already.',
  },
  away: {
    title: 'Reply outside hours',
    hint: 'Goes once per conversation and closed period, by itself, inside the 24-hour window. The conversation still waits for somebody.',
    send: 'Reply by itself',
    needsHours: 'Counts only once hours are set.',
    text: 'Text of the reply',
    sample: 'Hello! We are outside our hours now. Your message has come, and we will answer as soon as we open.',
  },
  outside: { now: 'outside hours', until: 'outside hours until {{day}} {{time}}' },
} satisfies Translated<typeof source>
