// What a run draws, as SVG files: named as the script saves them, else by their number.
import { sceneOfFigure } from '../../figure/layout';
import { figureSvg } from '../../figure/svg';
import type { RunObserver } from '../../lang/python';
import type { Interpreter } from '../../lang/python/interpreter';
import { fileName } from './names';

export interface FigureFile {
  readonly name: string;
  readonly text: string;
}

export function figureFiles(): RunObserver & { files(): FigureFile[] } {
  let rt: Interpreter | null = null;
  return {
    begin: begun => {
      rt = begun;
    },
    loop: () => null,
    tick: () => {},
    files: () => {
      const taken = new Set<string>();
      return (rt?.plots.drafts() ?? []).map(draft => {
        const wanted = fileName(draft.saved, draft.id);
        const name = taken.has(wanted) ? wanted.replace(/\.svg$/, `-${draft.id}.svg`) : wanted;
        taken.add(name);
        return { name, text: figureSvg(sceneOfFigure(draft.snapshot())) };
      });
    },
  };
}
