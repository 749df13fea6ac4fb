/** Money as people type it, in hundredths. Pure. */

/** "1.234,56", "1,234.56", "R$ 50" and "50,5" alike; null when it is no amount. */
export function readAmount(text: string): number | null {
  const plain = text.replaceAll(/[^\d.,]/g, '')
  const match = /^(\d[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(plain)
  if (!match || /[^\d.,\sR$]/.test(text)) return null
  const whole = (match[1] ?? '').replaceAll(/[.,]/g, '')
  const hundredths = Number(whole) * 100 + Number((match[2] ?? '').padEnd(2, '0') || 0)
  return hundredths <= 99_999_999_999 ? hundredths : null
}

export interface OrderLine {
  name: string
  quantity: number
  /** of one, in hundredths */
  price: number
}

export interface OrderSums {
  subtotal: number
  total: number
}

export function orderSums(lines: readonly OrderLine[], { shipping, discount }: { shipping: number; discount: number }): OrderSums {
  const subtotal = lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0)
  return { subtotal, total: subtotal + shipping - discount }
}
