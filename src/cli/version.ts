// The product's version, put in by the build's reading of package.json.
import { version as written } from '../../package.json';

export const version: string = written;
