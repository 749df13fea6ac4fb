import { SEALED_COLUMNS } from '../numbers/sealed-columns.ts'
import { dropRetiredKeys, isUnfinished, replaceDataKeys, sealAnew } from '../platform/rotate-keys.ts'
import { openVault } from '../platform/sealed-vault.ts'
import { addKey, forgetOlderKeys, readKeys } from '../platform/secrets.ts'
import { command } from './command.ts'

export const rotateKeys = command({
  name: 'rotate-keys',
  usage: '[--forget-old]',
  summary: 'Replace the keys that seal access tokens and app secrets',
  help: `  --forget-old   afterwards, leave only the new key in DATA_DIR/secrets.json

Puts a new key first in DATA_DIR/secrets.json, replaces the data key of every workspace and seals every stored secret anew. Works while
the server runs, which goes on sending; a run that was stopped is taken up by the next one. Old keys stay in the file, because a backup
made with --without-secrets still needs them: take them out with --forget-old once no such backup is left.

Where several machines share one database, copy secrets.json to each of them right afterwards.`,
  options: { 'forget-old': { type: 'boolean' } },
  run: async ({ values }, { withParts, print }) => {
    await withParts(async ({ ground, pipeline }) => {
      const goesOn = await isUnfinished(pipeline, SEALED_COLUMNS)
      if (!goesOn) addKey(ground.dataDir)
      const keyring = () => readKeys(ground.dataDir)
      const vault = await openVault(pipeline, keyring)
      const [newest] = keyring()
      const keys = goesOn || newest === undefined ? 0 : await replaceDataKeys(pipeline, newest)
      const sealed = await sealAnew(pipeline, vault, SEALED_COLUMNS)
      await dropRetiredKeys(pipeline)
      print(
        goesOn
          ? `Finished the rotation that was stopped: ${sealed} values sealed anew`
          : `${keys} data keys replaced, ${sealed} values sealed anew`,
      )
      if (values['forget-old'] === true) print(`${forgetOlderKeys(ground.dataDir)} older keys taken out of secrets.json`)
    })
  },
})
