/** Files to our server. Beside api.ts because only XMLHttpRequest says how far a body has got. */
import type { Problem } from '@recado/contract/errors'
import { ApiProblem, apiUrl } from './api.ts'
import { newUuid } from './ids.ts'

export interface UploadOptions {
  query: Record<string, string | boolean | undefined>
  signal: AbortSignal
  /** 0 to 1 */
  onProgress(share: number): void
}

/** POST of one file. Rejects with an ApiProblem, or with the signal's reason when it was given up. */
export function upload<T>(path: string, file: Blob, { query, signal, onProgress }: UploadOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', apiUrl(path, query))
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.setRequestHeader('idempotency-key', newUuid())
    request.responseType = 'json'
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0)
    request.onload = () => {
      if (request.status < 300) return resolve(request.response as T)
      reject(new ApiProblem(request.status, (request.response ?? {}) as Partial<Problem>))
    }
    request.onerror = () => reject(new ApiProblem(0, { code: 'offline', detail: 'no answer from the server' }))
    request.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
