import type { Translated } from '../areas.ts'
import type source from '../pt-BR/numberStarters.ts'

export default {
  failed: 'The conversation starters could not be read',
  prompts: {
    title: 'Questions to begin with',
    hint: 'They show in a chat that is still empty. One tap sends the question.',
    one: 'Question {{nth, number}}',
    add: 'Add question',
    remove: 'Remove question {{nth, number}}',
    left: '{{count, number}} left',
    none: 'No question. The chat begins empty.',
  },
  commands: {
    title: 'Commands',
    hint: 'The list that shows when a customer types a slash.',
    name: 'Command {{nth, number}}',
    about: 'What it does',
    add: 'Add command',
    remove: 'Remove command {{nth, number}}',
    none: 'No command.',
  },
  problem: {
    empty: 'Write the question or remove the line.',
    long: 'Too long.',
    emoji: 'Meta takes no emoji here.',
    twice: 'There is one like it already.',
    name: 'Only lower-case letters without accents, numbers and underscores, up to 32.',
    hint: 'Say what it does, in up to 256 characters and without emoji.',
  },
  save: 'Save',
  saved: 'Conversation starters saved',
  preview: 'What customers see',
  previewEmpty: 'When they open the chat for the first time, customers see nothing but the field to write in.',
  type: 'Message',
  welcome: 'Meta removed the automatic welcome message in March 2026. The automatic answer outside opening hours is under “Service”.',
} satisfies Translated<typeof source>
