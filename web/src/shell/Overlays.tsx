import { CommandBar } from './CommandBar.tsx'
import { KeyboardSheet } from './KeyboardSheet.tsx'
import { closeOverlay, useOverlay } from './overlays.ts'

export default function Overlays() {
  const overlay = useOverlay()
  return (
    <>
      <KeyboardSheet opened={overlay === 'keyboard'} close={closeOverlay} />
      <CommandBar opened={overlay === 'commands'} close={closeOverlay} />
    </>
  )
}
