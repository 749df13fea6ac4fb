/** Sends a file in pieces, each of which gets through within one request's time; a piece that broke off is sent again. */
import type { FileView, Ground } from '@recado/contract/road'
import { PIECE_BYTES } from '@recado/contract/road-items'
import { api } from '../api.ts'

export async function uploadFile(
  ground: Ground,
  item: string,
  file: File,
  tell: (share: number) => void = () => undefined,
): Promise<FileView> {
  const mimeType = file.type.split(';')[0] ?? ''
  const { id } = await api.post<{ id: string }>(`/road/${ground}/files`, { item, name: file.name, mimeType, size: file.size })
  const pieces = Math.ceil(file.size / PIECE_BYTES)
  for (let place = 0; place < pieces; place++) {
    const piece = file.slice(place * PIECE_BYTES, (place + 1) * PIECE_BYTES)
    const send = () => api.put(`/road/files/${id}/pieces/${place}`, piece)
    await send().catch(send)
    tell((place + 1) / pieces)
  }
  return api.post<FileView>(`/road/files/${id}/finish`)
}
