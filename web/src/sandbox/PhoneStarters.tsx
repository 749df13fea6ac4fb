import { useQuery } from '@tanstack/react-query'
import classes from './phone.module.css'
import { type ChatKey, phoneApi } from './phone-api.ts'
import { keys } from './use-sandbox.ts'

const useStarters = ({ wabaId, phoneNumberId }: ChatKey) =>
  useQuery({ queryKey: keys.number(wabaId, phoneNumberId), queryFn: () => phoneApi.number(wabaId, phoneNumberId) }).data

/** The questions of a chat that is still empty; a tap sends one. */
export function PhonePrompts({ chatKey, onSend }: { chatKey: ChatKey; onSend(body: string): void }) {
  const prompts = useStarters(chatKey)?.prompts ?? []
  return prompts.map((prompt) => (
    <button key={prompt} type="button" className={classes.prompt} onClick={() => onSend(prompt)}>
      {prompt}
    </button>
  ))
}

/** The commands that begin with what stands after the slash. */
export function PhoneCommands({ chatKey, typed, onChoose }: { chatKey: ChatKey; typed: string; onChoose(text: string): void }) {
  const commands = useStarters(chatKey)?.commands ?? []
  const fitting = commands.filter(({ command_name }) => `/${command_name}`.startsWith(typed.trim()))
  if (fitting.length === 0) return null
  return (
    <div className={classes.commands}>
      {fitting.map(({ command_name, command_description }) => (
        <button key={command_name} type="button" onClick={() => onChoose(`/${command_name}`)}>
          <strong>/{command_name}</strong>
          <span>{command_description}</span>
        </button>
      ))}
    </div>
  )
}
