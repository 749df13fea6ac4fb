/** Which square of a picture is the photo. Pure. */

export interface Crop {
  /** From 1, the largest square there is, to MOST_ZOOM. */
  readonly zoom: number
  /** Where the square lies in what is left over: 0 is left or top, 1 right or bottom. */
  readonly x: number
  readonly y: number
}

export const MIDDLE: Crop = { zoom: 1, x: 0.5, y: 0.5 }
export const MOST_ZOOM = 4

interface Size {
  readonly width: number
  readonly height: number
}

/** In pixels of the picture. */
export function squareOf({ width, height }: Size, { zoom, x, y }: Crop): { left: number; top: number; side: number } {
  const side = Math.min(width, height) / zoom
  return { left: (width - side) * x, top: (height - side) * y, side }
}

const between = (value: number) => Math.min(1, Math.max(0, value))

/** The picture was dragged by so many pixels of a frame of this side; it goes along with the pointer. */
export function dragged(size: Size, crop: Crop, by: { readonly x: number; readonly y: number; readonly frame: number }): Crop {
  const { side } = squareOf(size, crop)
  const scale = side / by.frame
  const room = { x: size.width - side, y: size.height - side }
  return {
    zoom: crop.zoom,
    x: room.x === 0 ? crop.x : between(crop.x - (by.x * scale) / room.x),
    y: room.y === 0 ? crop.y : between(crop.y - (by.y * scale) / room.y),
  }
}
