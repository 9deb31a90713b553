// Colours for a terminal that shows them; plain text everywhere else.

export type Colour = 'red' | 'yellow' | 'blue' | 'green' | 'magenta' | 'dim' | 'bold';

export type Paint = (text: string, ...colours: Colour[]) => string;

const CODES: Readonly<Record<Colour, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35 };

export const plain: Paint = text => text;

export const coloured: Paint = (text, ...colours) =>
  text ? `${colours.map(colour => `\x1b[${CODES[colour]}m`).join('')}${text}\x1b[0m` : '';

/** As https://no-color.org and its counterpart FORCE_COLOR ask. */
export function paintFor(isTerminal: boolean, env: NodeJS.ProcessEnv): Paint {
  if (env.NO_COLOR) return plain;
  if (env.FORCE_COLOR && env.FORCE_COLOR !== '0') return coloured;
  return isTerminal && env.TERM !== 'dumb' ? coloured : plain;
}
