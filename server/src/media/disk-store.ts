import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkedKey, type MediaStore, MissingFile } from './store.ts'

/** Files under one folder, spread over subfolders by the first digits of their key. @param folder on the same file system as what is kept */
export function diskStore(folder: string): MediaStore {
  const pathOf = (key: string) => {
    const [workspace = '', name = ''] = checkedKey(key).split('/')
    return join(folder, workspace, name.slice(0, 2), name)
  }
  return {
    async keep(key, file) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await rename(file, path)
      await syncFolder(dirname(path))
    },
    async open(key, range) {
      const path = pathOf(key)
      const found = await stat(path).catch(() => null)
      if (found === null) throw new MissingFile(key)
      return createReadStream(path, range)
    },
    async remove(key) {
      await rm(pathOf(key), { force: true })
    },
  }
}

/** The name too must outlive a power cut, not only the bytes. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
