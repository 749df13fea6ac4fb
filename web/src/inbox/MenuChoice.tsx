import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'

interface Props {
  isChosen: boolean
  choose(): void
  children: string
}

/** One of several in a menu; the chosen one has the tick. */
export function MenuChoice({ isChosen, choose, children }: Props) {
  return (
    <Menu.RadioItem value={children} checked={isChosen} onChange={choose} closeMenuOnClick checkIcon={<IconCheck size={16} />}>
      {children}
    </Menu.RadioItem>
  )
}
