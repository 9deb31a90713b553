// A source file's bytes as text: UTF-8, or the encoding that its first lines name.

export function decodeSource(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const named = /^(?:.*\n)?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(head)?.[1];
  const latin = named !== undefined && /latin|8859|cp1252/i.test(named);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(latin ? 'latin1' : 'utf8');
  return text.replace(/^\ufeff/, '');
}
