/** Digits with country code as people write them. Brazil is split as Brazilians do; elsewhere the plus sign is what matters. */
export function phoneText(digits: string): string {
  const brazil = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(digits)
  if (brazil) return `+55 ${brazil[1]} ${brazil[2]}-${brazil[3]}`
  const northAmerica = /^1(\d{3})(\d{3})(\d{4})$/.exec(digits)
  if (northAmerica) return `+1 ${northAmerica[1]} ${northAmerica[2]}-${northAmerica[3]}`
  return `+${digits}`
}
