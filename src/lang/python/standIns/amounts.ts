// How large the stand-in for a large data set is.

/** While a file is checked, a large data set is made this many times smaller. */
export const SHRINK = 200;
export const LARGE = 5000;

/** So many examples stand for a large data set where the script does not name a number of its own. */
const FEW = 600;

/** How many examples a data set of `full` is given: as many as the script counts on, and no more, for all of them would be slow. */
export function examplesFor(text: string, full: number): number {
  if (full <= FEW) return full;
  let most = FEW;
  for (const [number] of text.replaceAll(/#.*$/gm, '').matchAll(/(?<![\w.])\d[\d_]*(?![\w.])/g)) {
    const value = Number(number.replaceAll('_', ''));
    if (value > most && value <= full) most = value;
  }
  return most;
}
