/** No display of ours is wider, and no picture needs to weigh more to travel. */
const widestPx = 1920;
const longestUrl = 950_000;

/**
 * A photo as a display needs it, drawn anew: small, and without what cameras write into their files. Undefined when the file is
 * no picture.
 */
export async function shrinkPicture(file: File): Promise<string | undefined> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return undefined;
  }
  for (const scale of [1, 0.75, 0.5, 0.25]) {
    const factor = Math.min(1, widestPx / Math.max(picture.width, picture.height)) * scale;
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * factor));
    canvas.height = Math.max(1, Math.round(picture.height * factor));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const url = canvas.toDataURL('image/webp', 0.82);
    if (url.length <= longestUrl) return url;
  }
  return undefined;
}
