import { useNumber } from '../numbers/use-number.ts'
import { Doctor } from './Doctor.tsx'

export default function DoctorTab() {
  const number = useNumber()
  return number ? <Doctor key={number.id} path={`/numbers/${number.id}`} isAccount={false} numberId={number.id} /> : null
}
