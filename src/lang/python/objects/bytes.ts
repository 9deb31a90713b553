// Python's bytes: one character an octet.
import { PyObject } from '../values';

export class PyBytes extends PyObject {
  readonly typeName = 'bytes';
  private octets: Uint8Array | null = null;
  constructor(readonly text: string) {
    super();
  }
  get bytes(): Uint8Array {
    this.octets ??= Uint8Array.from(this.text, c => c.charCodeAt(0));
    return this.octets;
  }
}
