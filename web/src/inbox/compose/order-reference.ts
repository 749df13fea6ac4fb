/** A name nobody else has, for an order that has none yet. */
export const newReference = (): string => `PED-${Date.now().toString(36).toUpperCase()}`
