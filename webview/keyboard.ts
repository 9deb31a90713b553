// Keys of the graph view. A table from keys to actions; whatever is typed into a field stays there.

export interface Keys {
  arrow(dx: number, dy: number): void;
  twin(): void;
  source(): void;
  toggle(): void;
  foldAll(): void;
  depth(depth: number): void;
  search(): void;
  nextFinding(): void;
  fit(): void;
  zoomToSelection(): void;
  zoomBy(factor: number): void;
  zoomReset(): void;
  minimap(): void;
  values(): void;
  outline(): void;
  apply(): void;
  back(): void;
  help(): void;
}

export function listen(keys: Keys): void {
  const plain: Record<string, () => void> = {
    ArrowLeft: () => keys.arrow(-1, 0),
    ArrowRight: () => keys.arrow(1, 0),
    ArrowUp: () => keys.arrow(0, -1),
    ArrowDown: () => keys.arrow(0, 1),
    b: keys.twin,
    Enter: keys.source,
    '/': keys.search,
    n: keys.nextFinding,
    f: keys.fit,
    z: keys.zoomToSelection,
    '+': () => keys.zoomBy(1.25),
    '=': () => keys.zoomBy(1.25),
    '-': () => keys.zoomBy(1 / 1.25),
    '0': keys.zoomReset,
    m: keys.minimap,
    v: keys.values,
    o: keys.outline,
    a: keys.apply,
    Escape: keys.back,
    '?': keys.help,
  };
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target as Element;
    if (target.matches('input, textarea, select, dialog, dialog *, [role=menu] *, .numbers, [role=separator]')) return;
    const onControl = target.matches('button, a');
    if (onControl && (event.key === 'Enter' || event.key === ' ')) return;
    const act =
      event.key === ' '
        ? event.shiftKey
          ? keys.foldAll
          : keys.toggle
        : /^[1-9]$/.test(event.key)
          ? () => keys.depth(Number(event.key))
          : plain[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
