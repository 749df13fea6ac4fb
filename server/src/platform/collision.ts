const COLLISIONS = new Set(['23505', '40P01', '40001'])

/** Another transaction made the same row at the same moment, or the two waited for each other: looked at again, it goes. */
export const isCollision = (error: unknown): boolean => error instanceof Error && 'code' in error && COLLISIONS.has(String(error.code))
