import type { NumberRecord } from './records.ts'

/** Where the application for the mark of an official business account stands. */
export const officialOf = (number: NumberRecord): { status: string; message: string } =>
  number.official ?? { status: 'NOT_STARTED', message: 'No application was made.' }
