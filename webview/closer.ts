// The closer look at the selected node: asks the host for its details once a version, and hands out what has come.
import type { NodeDetails, TensorTiles, ToHost } from '../src/host/protocol';
import { TensorBox } from './panes/tensorBox';

/** A selection that only passes by asks for nothing. */
const pause = 60;

export interface Looked {
  details?: NodeDetails;
  box?: TensorBox;
}

export class Closer {
  private looked: (Looked & { node: string; version: number }) | null = null;
  private timer = 0;
  private readonly choice: { which: 'own' | 'exact' | 'difference' } = { which: 'own' };

  constructor(
    private readonly send: (message: ToHost) => void,
    private readonly changed: () => void,
  ) {}

  /** Call when the selection or the snapshot changes. */
  look(node: string | null, version: number): void {
    clearTimeout(this.timer);
    if (node === null || (this.looked?.node === node && this.looked.version === version)) return;
    // the old version's values stay until the new ones come
    if (this.looked?.node !== node) this.looked = null;
    this.timer = window.setTimeout(() => {
      if (this.looked) this.looked.version = version;
      else this.looked = { node, version };
      this.send({ type: 'details', node, version });
    }, pause);
  }

  of(node: string): Looked {
    return this.looked?.node === node ? this.looked : {};
  }

  take(details: NodeDetails): void {
    const { node, version, tensor } = details;
    if (this.looked?.node !== node || this.looked.version !== version) return;
    this.looked.details = details;
    this.looked.box =
      tensor && tensor.series.length > 0
        ? new TensorBox(tensor, this.choice, tiles => this.send({ type: 'tiles', node, version, tiles }))
        : undefined;
    this.changed();
  }

  tiles(message: TensorTiles): void {
    if (this.looked?.node === message.node && this.looked.version === message.version) this.looked.box?.take(message);
  }
}
