// Lists the files under a folder whose names end so, in order.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export function filesUnder(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter(name => name.endsWith(ending))
    .sort()
    .map(name => join(folder, name));
}
