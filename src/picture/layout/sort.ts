// A stable sort of a stretch of an index array by keys: insertion for short stretches, merging for long ones.

export function sortByKey(items: Int32Array, start: number, end: number, key: Float64Array): void {
  if (end - start > 24) {
    mergeSort(items, start, end, key);
    return;
  }
  for (let at = start + 1; at < end; at++) {
    const item = items[at];
    const value = key[item];
    let to = at - 1;
    while (to >= start && key[items[to]] > value) {
      items[to + 1] = items[to];
      to--;
    }
    items[to + 1] = item;
  }
}

function mergeSort(items: Int32Array, start: number, end: number, key: Float64Array): void {
  if (isSorted(items, start, end, key)) return;
  const middle = (start + end) >> 1;
  sortByKey(items, start, middle, key);
  sortByKey(items, middle, end, key);
  const left = items.slice(start, middle);
  let i = 0;
  let j = middle;
  let at = start;
  while (i < left.length && j < end) items[at++] = key[items[j]] < key[left[i]] ? items[j++] : left[i++];
  while (i < left.length) items[at++] = left[i++];
}

function isSorted(items: Int32Array, start: number, end: number, key: Float64Array): boolean {
  for (let at = start + 1; at < end; at++) if (key[items[at]] < key[items[at - 1]]) return false;
  return true;
}
