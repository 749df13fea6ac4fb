/** The same content, with every `id` that `ids` knows under its other name. */
export function withIds<T>(content: T, ids: Readonly<Record<string, string>>): T {
  const text = JSON.stringify(content, (key, value: unknown) => (key === 'id' && typeof value === 'string' ? (ids[value] ?? value) : value))
  return JSON.parse(text) as T // the same shape, with other ids
}
