/** The smallest picture that a browser takes for one: a violet dot. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGPo0pkHAAKYAVV4tynZAAAAAElFTkSuQmCC'

export const PICTURE = { name: 'bolo.png', mimeType: 'image/png', buffer: Buffer.from(PNG, 'base64') }
