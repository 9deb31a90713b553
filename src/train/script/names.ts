// What a figure's file is called: as the script saves it, else by its number.

/** `plots/loss.png` is saved as `loss.svg`. */
export const fileName = (saved: string | null, id: number): string => {
  const base = (saved ?? '').replace(/^.*[/\\]/, '').replace(/\.\w+$/, '');
  return `${/^[\w .-]+$/.test(base) ? base : `figure-${id}`}.svg`;
};
