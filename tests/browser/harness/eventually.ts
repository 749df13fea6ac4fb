import { expect } from 'vitest'

/** Asks again until it is so: `await eventually(() => inbox.titles()).toEqual([…])`. */
export const eventually = <T>(ask: () => T | Promise<T>) => expect.poll(ask)
