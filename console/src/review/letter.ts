/// What the server takes as the scan of a letter.
export const LETTER_TYPES = 'application/pdf,image/jpeg,image/png'
export const MOST_LETTER_BYTES = 10_000_000

/// So many bytes at once: a call takes a bounded number of arguments.
const CHUNK = 0x8000

/// A file's bytes in base64; empty if it is gone by now, which the server refuses as no letter.
export async function base64(file: Blob): Promise<string> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const chunks: string[] = []
    for (let at = 0; at < bytes.length; at += CHUNK) chunks.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)))
    return btoa(chunks.join(''))
  } catch {
    return ''
  }
}
