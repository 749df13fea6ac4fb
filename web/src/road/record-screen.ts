/** Records this tab into a file that Meta takes: 1920 × 1080 whatever the window's size, MP4 where the browser can, else WebM. */

const WIDTH = 1920
const HEIGHT = 1080
const FRAMES_PER_SECOND = 15
/** Five minutes stay under 50 MB. */
const BITS_PER_SECOND = 1_200_000

const TYPES = ['video/mp4;codecs=avc1.42E01F', 'video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm']

/** @param onLost the person ended the sharing in the browser's own bar */
export async function recordScreen(name: string, onLost: () => void): Promise<() => Promise<File>> {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: FRAMES_PER_SECOND }, audio: false, ...THIS_TAB })
  const screen = document.createElement('video')
  screen.srcObject = stream
  screen.muted = true
  void screen.play() // a page that does not change shows its first frame late; the recording does not wait for it
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const paint = canvas.getContext('2d', { alpha: false })
  const timer = setInterval(() => paint && drawFitted(paint, screen), 1000 / FRAMES_PER_SECOND)
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? ''
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES_PER_SECOND), { mimeType, videoBitsPerSecond: BITS_PER_SECOND })
  const chunks: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }))
  recorder.start(1000)
  stream.getVideoTracks()[0]?.addEventListener('ended', onLost, { once: true })
  return async () => {
    if (recorder.state !== 'inactive') recorder.stop()
    await stopped
    clearInterval(timer)
    for (const track of stream.getTracks()) track.stop()
    const type = recorder.mimeType.split(';')[0] ?? ''
    return new File(chunks, `${name}.${type === 'video/mp4' ? 'mp4' : 'webm'}`, { type })
  }
}

/** What browsers know besides the standard's constraints: offer this tab, and draw the pointer. */
const THIS_TAB = { preferCurrentTab: true, selfBrowserSurface: 'include' }

/** As large as fits, in the middle. */
function drawFitted(paint: CanvasRenderingContext2D, screen: HTMLVideoElement): void {
  if (screen.videoWidth === 0) return void paint.fillRect(0, 0, WIDTH, HEIGHT)
  const scale = Math.min(WIDTH / screen.videoWidth, HEIGHT / screen.videoHeight)
  const [width, height] = [screen.videoWidth * scale, screen.videoHeight * scale]
  paint.drawImage(screen, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height)
}
