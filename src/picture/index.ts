// The picture of a graph: layout, scene, and writers for other programs.
export { compareReports } from './compare';
export { graphToDot } from './dot';
export { graphToHtml } from './html';
export { graphToJson } from './json';
export { layout } from './layout/layout';
export { graphToMermaid } from './mermaid';
export type { LayoutOptions, Picture } from './picture';
export type { Scene } from './primitives';
export { sceneOf } from './scene';
export { graphToSvg, type SvgOptions } from './svg';
