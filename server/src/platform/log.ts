import { type DestinationStream, type Logger, pino } from 'pino'

/**
 * Structured lines on stdout, one per hop, with the same keys: workspace, number, message or delivery, outcome. Never a message's
 * text, a token or a secret: what is logged is chosen field by field, and these paths are cut in case somebody forgets.
 *
 * @param to where the lines go; stdout unless said
 */
export function createLog(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: {
      paths: [
        'req.headers.authorization',
        'req.headers.cookie',
        '*.token',
        '*.secret',
        '*.password',
        '*.accessToken',
        '*.appSecret',
        '*.verifyToken',
      ],
      censor: '[redacted]',
    },
  }
  return to === undefined ? pino(options) : pino(options, to)
}

export type { Logger }
