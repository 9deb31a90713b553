// Parts of a node's tensors as they come from the host: what is in sight is asked for once, in squares of a fixed size.
import type { Entry, Tile, Which } from '../../src/analyse/tensors';
import type { AskTiles } from '../../src/host/protocol';

const height = 32;
const width = 32;
/** Of 1,024 entries each. */
const mostTiles = 600;

export class TileCache {
  private readonly tiles = new Map<string, Tile>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly which: readonly Which[],
    private readonly ask: (tiles: AskTiles['tiles']) => void,
  ) {}

  /** Asks for what is missing of a region. */
  want(row: number, column: number, rows: number, columns: number): void {
    const wanted: AskTiles['tiles'] = [];
    for (let top = row - (row % height); top < row + rows; top += height)
      for (let left = column - (column % width); left < column + columns; left += width)
        for (const which of this.which) {
          const key = keyOf(which, top, left);
          if (this.tiles.has(key) || this.asked.has(key)) continue;
          this.asked.add(key);
          wanted.push({ which, row: top, column: left, rows: height, columns: width });
        }
    if (wanted.length > 0) this.ask(wanted);
  }

  take(tiles: readonly (Tile & { which: Which })[]): void {
    if (this.tiles.size > mostTiles) {
      this.tiles.clear();
      this.asked.clear();
    }
    for (const tile of tiles) this.tiles.set(keyOf(tile.which, tile.row, tile.column), tile);
  }

  at(which: Which, row: number, column: number): Entry | undefined {
    const tile = this.tiles.get(keyOf(which, row - (row % height), column - (column % width)));
    return tile?.cells[(row - tile.row) * tile.columns + column - tile.column];
  }
}

const keyOf = (which: Which, row: number, column: number): string => `${which} ${row} ${column}`;
