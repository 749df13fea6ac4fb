import { setTimeout as pause } from 'node:timers/promises'
import type { Product } from './product.ts'
import type { Random } from './random.ts'

/** SIGKILL at random moments until enough, or until what is attacked is over. @returns how long each recovery took, ms from kill to ready */
export async function killNowAndThen(product: Product, random: Random, kills: number, attack: { over: boolean }): Promise<number[]> {
  const recoveries: number[] = []
  for (let n = 0; n < kills && !attack.over; n++) {
    await pause(300 + random.below(2_700))
    if (attack.over) break
    const at = performance.now()
    await product.kill()
    recoveries.push(performance.now() - at)
  }
  return recoveries
}
