// Python's bytes: one character an octet.
import { PyObject } from '../values';

export class PyBytes extends PyObject {
  readonly typeName = 'bytes';
  constructor(readonly text: string) {
    super();
  }
}
