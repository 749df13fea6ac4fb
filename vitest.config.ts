import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.ts',
      'server/**/*.test.ts',
      'simulator/**/*.test.ts',
      'web/**/*.test.{ts,tsx}',
      'tests/**/*.test.ts',
      '*.test.ts',
    ],
    globalSetup: ['server/src/test/global-setup.ts'],
    // Far from what a busy machine needs: a test ends by what it sees, never by the clock, and a second is nobody's limit for a poll.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 180_000,
    expect: { poll: { timeout: 45_000, interval: 50 } },
    pool: 'forks',
    maxWorkers: 2,
  },
})
