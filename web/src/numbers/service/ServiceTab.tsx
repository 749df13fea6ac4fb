import { Columns } from '../../ui/Page.tsx'
import { useNumber } from '../use-number.ts'
import { AwayCard } from './AwayCard.tsx'
import { DefaultTeamCard } from './DefaultTeamCard.tsx'
import { HoursCard } from './HoursCard.tsx'

/** Who takes what comes to a number, when it is answered, and what it says while it is not. */
export default function ServiceTab() {
  const number = useNumber()
  if (!number) return null
  return (
    <Columns
      side={
        <>
          <DefaultTeamCard number={number} />
          <AwayCard number={number} key={`away ${number.id}`} />
        </>
      }
    >
      <HoursCard number={number} key={`hours ${number.id}`} />
    </Columns>
  )
}
