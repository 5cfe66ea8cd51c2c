import JSZip from 'jszip';

/** Bytes of a zip with one file in it, compressed as hard as zip can. */
export async function zipBytes(code: Uint8Array): Promise<number> {
  const zip = await new JSZip().file('index.js', code).generateAsync({
    type: 'uint8array',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
  });
  return zip.length;
}
